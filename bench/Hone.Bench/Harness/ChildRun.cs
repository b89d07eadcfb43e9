using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Hone.Bench.Cli;
using Hone.Bench.Machine;

namespace Hone.Bench.Harness;

/// <summary>Hone's side of a workload in a fresh process: nothing that another workload allocated is in its memory or its time.</summary>
internal static class ChildRun
{
    /// <summary>The first word of the child's command line; users do not type it.</summary>
    public const string Command = "child";

    /// <summary>Starts the child, waits for its end and reads its answer: <c>baseline</c> and <c>peak</c> in bytes.</summary>
    public static JsonObject Start(string id, int steps, int threads)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true, UseShellExecute = false };
        string program = typeof(ChildRun).Assembly.Location;
        if (!Path.GetFileNameWithoutExtension(start.FileName).Equals(Path.GetFileNameWithoutExtension(program), StringComparison.Ordinal))
        {
            start.ArgumentList.Add(program);
        }

        foreach (string word in (string[])[Command, id, Text(steps), Text(threads)])
        {
            start.ArgumentList.Add(word);
        }

        using Process process = Process.Start(start)!;
        string answer = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? JsonNode.Parse(answer)!.AsObject()
            : throw new BenchException("Hone's step in a process of its own ends well.", $"exit code {process.ExitCode}; its message stands above", $"bench/compare {id}");
    }

    /// <summary>What the child does: some steps, then the peak of its memory before the model and after the steps.</summary>
    public static void Answer(Duel duel, int steps)
    {
        long baseline = ProcessMemory.PeakBytes();
        Action run = duel.Prepare();
        for (int i = 0; i < steps; i++)
        {
            run();
        }

        Console.WriteLine(new JsonObject { ["baseline"] = baseline, ["peak"] = ProcessMemory.PeakBytes() }.ToJsonString());
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
