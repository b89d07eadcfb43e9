using System.CommandLine;
using Hone.Method;

namespace Hone.Cli;

/// <summary><c>hone runs</c>: the runs of a project, and what they say together.</summary>
internal sealed class RunsCommand : HoneVerb
{
    private const string Where = "hone runs";

    private readonly CliHost _host;
    private readonly Option<string> _directory = CommonOptions.Project();
    private readonly Option<bool> _json = CommonOptions.Json();
    private readonly Option<bool> _csv = new("--csv") { Description = "print a table for a spreadsheet, with every parameter and metric" };
    private readonly Option<bool> _kinds = new("--kinds") { Description = "what the runs changed: data, architecture, loss, hyperparameters, ..." };
    private readonly Option<bool> _wear = new("--wear") { Description = "how worn the validation part is by so many decisions" };
    private readonly Option<bool> _calibration = new("--calibration") { Description = "how often your hypotheses came true" };

    public RunsCommand(CliHost host)
        : base("runs", "list the runs of a project, the newest first")
    {
        _host = host;
        Options.Add(_directory);
        Options.Add(_json);
        Options.Add(_csv);
        Options.Add(_kinds);
        Options.Add(_wear);
        Options.Add(_calibration);
        Subcommands.Add(new RunsShowCommand(host));
        Subcommands.Add(new RunsNoteCommand(host));
        Subcommands.Add(new RunsExportCommand(host));
        SetAction(Run);
    }

    public override IReadOnlyList<Example> Examples { get; } =
    [
        new("hone runs", "the project around the current folder"),
        new("hone runs --dir fashion", "the project that 'hone start' made here"),
        new("hone runs --csv > runs.csv", "the same for a spreadsheet"),
        new("hone runs --kinds", "what was tried, and what was not"),
        new("hone runs show latest --diff", "one run whole, and the lines that changed"),
        new("hone runs export --tensorboard tb", "the curves for TensorBoard"),
    ];

    private int Run(ParseResult parse)
    {
        if (parse.GetValue(_json) && parse.GetValue(_csv))
        {
            throw new UsageException("--json or --csv", "both", Where, "choose one of them");
        }

        string[] asked = [.. new[] { _csv, _kinds, _wear, _calibration }.Where(option => parse.GetValue(option)).Select(option => option.Name)];
        if (asked.Length > 1)
        {
            throw new UsageException("one of --csv, --kinds, --wear, --calibration", string.Join(" and ", asked), Where, "choose one of them");
        }

        Project project = ProjectFinder.Open(_host, OptionValues.Folder(parse.GetValue(_directory), "--dir", Where), Where);
        IReadOnlyList<StoredRun> runs = project.Runs.List();
        if (parse.GetValue(_kinds) || parse.GetValue(_wear) || parse.GetValue(_calibration))
        {
            return Together(parse, project, runs);
        }

        RunRow[] rows = runs.Select(run => RunRow.Of(run, project.Charter.Metric)).ToArray();
        if (parse.GetValue(_json))
        {
            CliJson.Write(_host.Out, new RunList(project.Directory, project.Charter.Metric, rows), CliJson.Default.RunList);
        }
        else if (parse.GetValue(_csv))
        {
            _host.Out.Write(RunsCsv.Of(rows));
        }
        else if (runs.Count == 0)
        {
            Screen.OfOutput(_host).Paragraph("", 0, $"no runs yet in {Paths.Shown(project.Directory)}");
        }
        else
        {
            RunsTable.Show(Screen.OfOutput(_host), project, runs);
        }

        return (int)ExitCode.Pass;
    }

    private int Together(ParseResult parse, Project project, IReadOnlyList<StoredRun> runs)
    {
        Screen screen = Screen.OfOutput(_host);
        bool json = parse.GetValue(_json);
        if (parse.GetValue(_kinds))
        {
            RunKinds kinds = RunKinds.Of(runs);
            if (json)
            {
                CliJson.Write(_host.Out, KindsJson.Of(kinds), LoopJson.Default.KindsJson);
            }
            else
            {
                KindsScreen.Show(screen, kinds);
            }
        }
        else if (parse.GetValue(_wear))
        {
            IReadOnlyList<SplitWear> wear = SplitWear.OfEach(runs, project.Charter.Metric, project.Charter.Direction ?? MetricDirection.Higher);
            if (json)
            {
                CliJson.Write(_host.Out, wear, LoopJson.Default.IReadOnlyListSplitWear);
            }
            else
            {
                KindsScreen.Show(screen, wear);
            }
        }
        else
        {
            BeliefCalibration calibration = BeliefCalibration.Of(runs);
            if (json)
            {
                CliJson.Write(_host.Out, calibration, LoopJson.Default.BeliefCalibration);
            }
            else
            {
                KindsScreen.Show(screen, calibration);
            }
        }

        return (int)ExitCode.Pass;
    }
}
