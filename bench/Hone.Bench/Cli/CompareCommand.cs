using Hone.Bench.Harness;
using Hone.Bench.Machine;
using Hone.Bench.Reports;
using Hone.Bench.Workloads;

namespace Hone.Bench.Cli;

/// <summary>Runs the chosen workloads one after the other and reports them.</summary>
internal static class CompareCommand
{
    public static int Run(CompareOptions options, IReadOnlyList<string> arguments)
    {
        if (options.Help)
        {
            Console.WriteLine(OptionParser.Usage);
            return ExitCode.Passed;
        }

        IReadOnlyList<Workload> workloads = Catalog.Select(options.Selection);
        if (options.List)
        {
            List(workloads);
            return ExitCode.Passed;
        }

        using var session = new Session(options);
        Console.CancelKeyPress += (_, _) =>
        {
            session.Dispose();
            Environment.Exit(ExitCode.Interrupted);
        };

        ResultHeader header = Header(session, workloads, arguments);
        TextWriter people = options.Json ? Console.Error : Console.Out;
        foreach (string line in header.Lines())
        {
            people.WriteLine(line);
        }

        people.WriteLine();
        var table = options.Json ? null : new TableReport(Console.Out, workloads);
        var outcomes = new List<Outcome>();
        Save(options, header, outcomes);
        foreach (Workload workload in workloads)
        {
            Outcome outcome = workload.Measure(session);
            session.ClearLog();
            outcomes.Add(outcome);
            table?.Write(outcome);
            if (options.Json)
            {
                Console.WriteLine(JsonReport.Object(outcome).ToJsonString());
            }

            Save(options, header, outcomes);
        }

        table?.WriteNotes(outcomes);
        return outcomes.Any(outcome => outcome.Pass == false) ? ExitCode.Missed : ExitCode.Passed;
    }

    /// <summary>Writes what is known so far: first the header alone, so that a path that cannot be written is found before any measurement.</summary>
    private static void Save(CompareOptions options, ResultHeader header, IReadOnlyList<Outcome> outcomes)
    {
        if (options.Save is not { } path)
        {
            return;
        }

        try
        {
            JsonReport.Save(path, header, outcomes);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new BenchException("A results file that can be written.", $"{path}: {error.Message}", "name another file with --save");
        }
    }

    private static ResultHeader Header(Session session, IReadOnlyList<Workload> workloads, IReadOnlyList<string> arguments)
    {
        // The launcher's own argument says nothing to a reader.
        IEnumerable<string> words = arguments.Count >= 2 && arguments[0] == "--peer-scripts" ? arguments.Skip(2) : arguments;
        return new ResultHeader(
            MachineDescription.Current(),
            workloads.Any(workload => workload.HasPeer) ? session.Peer.Description : null,
            DateTimeOffset.UtcNow,
            string.Join(' ', ["bench/compare", .. words]),
            session.Options.Threads);
    }

    private static void List(IReadOnlyList<Workload> workloads)
    {
        int width = workloads.Max(workload => workload.Id.Length);
        foreach (Workload workload in workloads)
        {
            string bar = workload.Bar is { } value ? TableReport.Number(value) : workload is Duel { Least: { } least } ? $">={TableReport.Number(least)}" : "-";
            Console.WriteLine($"{workload.Id.PadRight(width)}  {bar,-5} {workload.Title}");
        }
    }
}
