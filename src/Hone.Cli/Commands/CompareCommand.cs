using System.CommandLine;
using Hone.Method;

namespace Hone.Cli;

/// <summary><c>hone compare A B</c>: two runs on the same validation items.</summary>
internal sealed class CompareCommand : HoneVerb
{
    private const string Where = "hone compare";
    private const string RunHelp = $"the id of a run, the beginning or the last four characters of it, or '{RunStore.Latest}'";

    private readonly CliHost _host;
    private readonly Argument<string> _first = new("first") { HelpName = "A", Description = RunHelp };
    private readonly Argument<string?> _second = new("second") { HelpName = "B", Description = "another one; with --gate it may be left out: the newest comparable run before A", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<bool> _gate = new("--gate") { Description = "end with 1 when A is substantially worse than B or did not complete" };
    private readonly Option<string> _bisect = new("--bisect") { Description = "find the commit between A (good) and B (bad) that moved the score: CMD runs in each and prints its score last", HelpName = "CMD" };
    private readonly Option<string> _directory = CommonOptions.Project();
    private readonly Option<bool> _json = CommonOptions.Json();

    public CompareCommand(CliHost host)
        : base("compare", "compare two runs on the same validation items, with a paired interval")
    {
        _host = host;
        Arguments.Add(_first);
        Arguments.Add(_second);
        Options.Add(_gate);
        Options.Add(_bisect);
        Options.Add(_directory);
        Options.Add(_json);
        SetAction(Run);
    }

    public override IReadOnlyList<Example> Examples { get; } =
    [
        new("hone compare latest k3f9", "the newest run and the one whose id ends in k3f9"),
        new("hone compare 20261121-0455-k3f9 20261121-0458-x2ma --dir fashion", "two runs of the project in fashion"),
        new("hone compare k3f9 x2ma --bisect ./score.sh", "the commit between the two that moved the score"),
        new("hone compare latest --gate", "whether the newest run is worse than the one before it"),
    ];

    private int Run(ParseResult parse)
    {
        if (parse.GetValue(_second) is null && !parse.GetValue(_gate))
        {
            throw new UsageException($"B after '{Where}': {RunHelp}", "nothing in its place", Where, $"name the second run, or add --gate; {Where} --help shows an example");
        }

        Project project = ProjectFinder.Open(_host, OptionValues.Folder(parse.GetValue(_directory), "--dir", Where), $"{Where} A B");
        StoredRun first = project.Runs.Find(parse.GetRequiredValue(_first));
        if (parse.GetValue(_gate))
        {
            return Gate(parse, project, first);
        }

        StoredRun second = project.Runs.Find(parse.GetValue(_second)!);
        if (parse.GetValue(_bisect) is string command)
        {
            return Search(parse, project, first, second, command);
        }

        RunComparison comparison = RunComparison.Of(first, second, RunComparison.ScoreFor(project));
        if (parse.GetValue(_json))
        {
            CliJson.Write(_host.Out, comparison, CliJson.Default.RunComparison);
        }
        else
        {
            ComparisonScreen.Show(Screen.OfOutput(_host), project, first, second, comparison);
        }

        return (int)ExitCode.Pass;
    }

    private int Search(ParseResult parse, Project project, StoredRun good, StoredRun bad, string command)
    {
        if (string.IsNullOrWhiteSpace(command))
        {
            throw new UsageException("a command after --bisect", $"'{command}'", Where, $"{Where} --help shows an example");
        }

        NoiseFloor? noise = new NoiseFloors(project).Find(bad.Record?.Split?.Fingerprint, bad.Record?.Subset ?? 1, "valid/" + project.Charter.Metric);
        BisectResult result = Bisect.Versions(
            Bisect.CommitsBetween(project, good, bad), new CommitCommand(project, command).Score, noise?.SmallestBelievableGain ?? 0);
        if (parse.GetValue(_json))
        {
            CliJson.Write(_host.Out, result, LoopJson.Default.BisectResult);
        }
        else
        {
            ComparisonScreen.Show(Screen.OfOutput(_host), result);
        }

        return (int)(result.Culprit is null ? ExitCode.NotChecked : ExitCode.Pass);
    }

    private int Gate(ParseResult parse, Project project, StoredRun run)
    {
        StoredRun? reference = parse.GetValue(_second) is string named ? project.Runs.Find(named) : RegressionGate.ReferenceFor(project.Runs.List(), run);
        string metric = "valid/" + project.Charter.Metric;
        NoiseFloor? noise = new NoiseFloors(project).Find(run.Record?.Split?.Fingerprint, run.Record?.Subset ?? 1, metric);
        GateResult result = reference is null
            ? new GateResult(GateOutcome.NotChecked, $"no completed run before {run.Id} has its split and subset", null)
            : RegressionGate.Judge(run, reference, RunComparison.ScoreFor(project), new GateOptions { Noise = noise });
        if (parse.GetValue(_json))
        {
            CliJson.Write(_host.Out, result, LoopJson.Default.GateResult);
        }
        else
        {
            ComparisonScreen.Show(Screen.OfOutput(_host), run, reference, result);
        }

        return (int)result.ExitCode;
    }
}
