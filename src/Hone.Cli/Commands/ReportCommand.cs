using System.CommandLine;
using Hone.Method;

namespace Hone.Cli;

/// <summary><c>hone report</c>: the project on one page, failures included.</summary>
internal sealed class ReportCommand : HoneVerb
{
    private const string Where = "hone report";

    private readonly CliHost _host;
    private readonly Option<bool> _blog = new("--blog") { Description = "Markdown instead of a page, for a repository or a blog" };
    private readonly Option<bool> _items = new("--items") { Description = "name single validation items: their ids may point at people" };
    private readonly Option<bool> _consequences = new("--consequences") { Description = "make or read the page of consequences" };
    private readonly Option<bool> _next = new("--next") { Description = "what to try next, ranked by measured headroom" };
    private readonly Option<bool> _segments = new("--segments") { Description = "where a run struggles: items that one or two columns describe" };
    private readonly Option<string> _run = new("--run") { Description = "with --next or --segments: the run (default: the best)", HelpName = "RUN" };
    private readonly Option<string> _out = new("--out") { Description = "the file (default: reports/report.html or report.md)", HelpName = "FILE" };
    private readonly Option<string> _directory = CommonOptions.Project();
    private readonly Option<bool> _json = CommonOptions.Json();

    public ReportCommand(CliHost host)
        : base("report", "write the project on one page: question, ladder, runs, failures, test score")
    {
        _host = host;
        Options.Add(_blog);
        Options.Add(_items);
        Options.Add(_consequences);
        Options.Add(_next);
        Options.Add(_segments);
        Options.Add(_run);
        Options.Add(_out);
        Options.Add(_directory);
        Options.Add(_json);
        SetAction(Run);
    }

    public override IReadOnlyList<Example> Examples { get; } =
    [
        new("hone report", "one page that opens anywhere"),
        new("hone report --blog --out post.md", "the same as Markdown"),
        new("hone report --next", "what to try next: the gap, the worst segment, label noise, the noise floor"),
        new("hone report --segments --run k3f9", "where the run whose id ends in k3f9 struggles"),
        new("hone report --consequences", "six questions about what happens if it works"),
    ];

    private int Run(ParseResult parse)
    {
        if (parse.GetValue(_consequences) && (parse.GetValue(_blog) || parse.GetValue(_out) is not null))
        {
            throw new UsageException("--consequences alone", "--consequences with --blog or --out", Where, "run hone report once more for the page itself");
        }

        bool next = parse.GetValue(_next);
        bool segments = parse.GetValue(_segments);
        int pages = (next ? 1 : 0) + (segments ? 1 : 0) + (parse.GetValue(_consequences) || parse.GetValue(_blog) || parse.GetValue(_out) is not null ? 1 : 0);
        if (pages > 1 || (parse.GetValue(_run) is not null && !next && !segments))
        {
            throw new UsageException("--next, --segments or the page, one of them; --run with the first two", pages > 1 ? $"{pages} of them" : "--run alone", Where, $"{Where} --help shows an example");
        }

        Project project = ProjectFinder.Open(_host, OptionValues.Folder(parse.GetValue(_directory), "--dir", Where), Where);
        if (next || segments)
        {
            StoredRun? run = parse.GetValue(_run) is string named ? project.Runs.Find(named) : null;
            return next ? ShowNext(parse, project, run) : ShowSegments(parse, project, run);
        }

        return parse.GetValue(_consequences) ? ShowConsequences(parse, project) : Write(parse, project);
    }

    private int Write(ParseResult parse, Project project)
    {
        ReportResult result = ProjectReport.Write(project, new ReportOptions
        {
            Format = parse.GetValue(_blog) ? ReportFormat.Markdown : ReportFormat.Html,
            Path = parse.GetValue(_out) is string path ? Path.GetFullPath(path, _host.WorkingDirectory) : null,
            NameItems = parse.GetValue(_items),
        });
        if (parse.GetValue(_json))
        {
            CliJson.Write(_host.Out, new ReportJson(result.Path, result.Sections, result.Missing), CombineJson.Default.ReportJson);
            return (int)ExitCode.Pass;
        }

        Screen screen = Screen.OfOutput(_host);
        screen.Paragraph("[bold]hone report[/]  ", 13, Paths.Shown(result.Path));
        if (result.Missing.Count > 0)
        {
            screen.Paragraph("  [dim]missing:[/] ", 11, string.Join(", ", result.Missing), "olive");
        }

        return (int)ExitCode.Pass;
    }

    private int ShowNext(ParseResult parse, Project project, StoredRun? run)
    {
        HeadroomReport report = Headroom.Of(project, run, _host.CancellationToken);
        if (parse.GetValue(_json))
        {
            CliJson.Write(_host.Out, report, CombineJson.Default.HeadroomReport);
        }
        else
        {
            InsightScreen.Show(Screen.OfOutput(_host), project, report);
        }

        return (int)ExitCode.Pass;
    }

    private int ShowSegments(ParseResult parse, Project project, StoredRun? run)
    {
        run ??= Headroom.BestRun(project) ?? throw new UsageException("a completed run", "none beside the ladder", Where, "train one, or name a rung of the ladder with --run");
        SegmentReport report = Segments.Find(project, run, null, _host.CancellationToken);
        if (parse.GetValue(_json))
        {
            CliJson.Write(_host.Out, report, CombineJson.Default.SegmentReport);
        }
        else
        {
            InsightScreen.Show(Screen.OfOutput(_host), project, report);
        }

        return (int)ExitCode.Pass;
    }

    private int ShowConsequences(ParseResult parse, Project project)
    {
        bool isNew = Consequences.Create(project);
        Consequences consequences = Consequences.Read(project);
        string[] open = [.. consequences.Answers.Where(answer => answer.Text.Length == 0).Select(answer => answer.Question)];
        if (parse.GetValue(_json))
        {
            CliJson.Write(_host.Out, new ReportJson(consequences.Path, Consequences.Questions, open), CombineJson.Default.ReportJson);
            return (int)ExitCode.Pass;
        }

        Screen screen = Screen.OfOutput(_host);
        screen.Paragraph("[bold]hone report --consequences[/]  ", 28, $"{(isNew ? "written: " : "")}{Paths.Shown(consequences.Path)}");
        foreach (ConsequenceAnswer answer in consequences.Answers)
        {
            bool isOpen = answer.Text.Length == 0;
            screen.Paragraph("  ", 2, $"{answer.Question} {(isOpen ? "not considered" : answer.Text)}", isOpen ? "olive" : "");
        }

        return (int)ExitCode.Pass;
    }
}
