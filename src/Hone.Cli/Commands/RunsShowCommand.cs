using System.CommandLine;
using Hone.Method;

namespace Hone.Cli;

/// <summary><c>hone runs show RUN</c>: one run whole.</summary>
internal sealed class RunsShowCommand : HoneVerb
{
    private const string Where = "hone runs show";

    private readonly CliHost _host;
    private readonly Argument<string> _run = RunArguments.Run();
    private readonly Option<bool> _diff = new("--diff") { Description = "the lines that changed since the last completed run" };
    private readonly Option<string> _directory = CommonOptions.Project();
    private readonly Option<bool> _json = CommonOptions.Json();

    public RunsShowCommand(CliHost host)
        : base("show", "one run: status, scores, parameters, hypothesis and verdict, what changed")
    {
        _host = host;
        Arguments.Add(_run);
        Options.Add(_diff);
        Options.Add(_directory);
        Options.Add(_json);
        SetAction(Run);
    }

    public override IReadOnlyList<Example> Examples { get; } = [new("hone runs show latest --diff", "the newest run, with the lines that changed")];

    private int Run(ParseResult parse)
    {
        Project project = ProjectFinder.Open(_host, OptionValues.Folder(parse.GetValue(_directory), "--dir", Where), $"{Where} RUN");
        StoredRun run = project.Runs.Find(parse.GetRequiredValue(_run));
        string? diff = parse.GetValue(_diff) ? run.ReadChangeDiff() ?? "no lines were compared, or none changed" : null;
        if (parse.GetValue(_json))
        {
            var details = new RunDetailsJson(RunRow.Of(run, project.Charter.Metric), run.Record, run.ReadHypothesis(), diff);
            CliJson.Write(_host.Out, details, LoopJson.Default.RunDetailsJson);
        }
        else
        {
            RunScreen.Show(Screen.OfOutput(_host), run, diff);
        }

        return (int)ExitCode.Pass;
    }
}
