using System.CommandLine;
using Hone.Method;

namespace Hone.Cli;

/// <summary><c>hone runs</c>: the runs of a project.</summary>
internal sealed class RunsCommand : HoneVerb
{
    private const string Where = "hone runs";

    private readonly CliHost _host;
    private readonly Option<string> _directory = CommonOptions.Project();
    private readonly Option<bool> _json = CommonOptions.Json();
    private readonly Option<bool> _csv = new("--csv") { Description = "print a table for a spreadsheet" };

    public RunsCommand(CliHost host)
        : base("runs", "list the runs of a project, the newest first")
    {
        _host = host;
        Options.Add(_directory);
        Options.Add(_json);
        Options.Add(_csv);
        SetAction(Run);
    }

    public override IReadOnlyList<Example> Examples { get; } =
    [
        new("hone runs", "the project around the current folder"),
        new("hone runs --dir fashion", "the project that 'hone start' made here"),
        new("hone runs --csv > runs.csv", "the same for a spreadsheet"),
    ];

    private int Run(ParseResult parse)
    {
        if (parse.GetValue(_json) && parse.GetValue(_csv))
        {
            throw new UsageException("--json or --csv", "both", Where, "choose one of them");
        }

        Project project = ProjectFinder.Open(_host, OptionValues.Folder(parse.GetValue(_directory), "--dir", Where), Where);
        IReadOnlyList<StoredRun> runs = project.Runs.List();
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
}
