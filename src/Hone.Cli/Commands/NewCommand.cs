using System.CommandLine;
using System.Globalization;
using Hone.Method;

namespace Hone.Cli;

/// <summary><c>hone new NAME</c>: a project from a charter.</summary>
internal sealed class NewCommand : HoneVerb
{
    private const string Where = "hone new";

    private readonly CliHost _host;
    private readonly Argument<string> _name = new("name") { HelpName = "NAME", Description = "the folder of the project; it does not exist yet or is empty" };
    private readonly Option<string> _target = new("--target") { Description = "what is predicted: a column, or the label", HelpName = "COLUMN", Required = true };
    private readonly Option<string> _metric = new("--metric") { Description = $"the number that decides: {string.Join(", ", KnownMetrics.Names)}, or one of your own", HelpName = "METRIC", Required = true };
    private readonly Option<string> _direction = new("--direction") { Description = "higher or lower is better; needed for a metric of your own", HelpName = "WORD" };
    private readonly Option<string> _kind = new("--predicts") { Description = "class, number, mask or points (several numbers an item): refuses a metric that makes no sense for it", HelpName = "KIND" };
    private readonly Option<string> _question = new("--question") { Description = "the question that the project answers", HelpName = "TEXT" };
    private readonly Option<string> _decision = new("--decision") { Description = "the decision that the number serves", HelpName = "TEXT" };
    private readonly Option<string> _done = new("--done") { Description = "what 'done and shared' looks like", HelpName = "TEXT" };
    private readonly Option<string> _deadline = new("--deadline") { Description = "the day on which it must be done, such as 2027-02-01", HelpName = "DATE" };
    private readonly Option<string> _template = new("--template") { Description = "image, table, points or mask: writes a first recipe into the folder recipes", HelpName = "KIND" };
    private readonly Option<bool> _json = CommonOptions.Json();

    public NewCommand(CliHost host)
        : base("new", "make a project: a question, a target, and the number that decides")
    {
        _host = host;
        Arguments.Add(_name);
        foreach (Option option in new Option[] { _target, _metric, _direction, _kind, _question, _decision, _done, _deadline, _template, _json })
        {
            Options.Add(option);
        }

        SetAction(Run);
    }

    public override IReadOnlyList<Example> Examples { get; } =
    [
        new("hone new cars --target price --metric mae", "a project in the folder cars"),
        new("hone new flowers --target label --metric accuracy --template image", "with a first recipe"),
        new("hone new flowers --target label --metric accuracy --deadline 2027-02-01", "with a day on which it must be done"),
        new("hone new nuclei --predicts mask --target nucleus --metric iou --template mask", "a class for each pixel"),
        new("hone new faces --predicts points --target points --metric mae", "several numbers an item: which columns they are is said when the data is added"),
    ];

    private int Run(ParseResult parse)
    {
        string target = parse.GetRequiredValue(_target);
        var charter = new Charter
        {
            Question = parse.GetValue(_question) ?? $"How well can {target} be predicted?",
            Target = target,
            Metric = parse.GetRequiredValue(_metric),
            Direction = OptionValues.Word<MetricDirection>(parse.GetValue(_direction), "--direction", Where),
            TargetKind = OptionValues.Word<TargetKind>(parse.GetValue(_kind), "--predicts", Where),
            Decision = parse.GetValue(_decision),
            Done = parse.GetValue(_done),
            Deadline = Deadline(parse.GetValue(_deadline)),
        };
        ProjectTemplate? template = OptionValues.Word<ProjectTemplate>(parse.GetValue(_template), "--template", Where);
        string folder = Path.GetFullPath(parse.GetRequiredValue(_name), _host.WorkingDirectory);
        Project project = Project.Create(folder, charter, new ProjectOptions { Clock = _host.Clock });
        string[] recipes = [.. RecipeTemplates.Write(project, template).Where(TrainRecipe.IsRecipe).Select(path => Path.GetRelativePath(project.Directory, path).Replace('\\', '/'))];
        if (parse.GetValue(_json))
        {
            CliJson.Write(_host.Out, new NewProjectJson(project.Directory, project.Charter, project.Clock), CliJson.Default.NewProjectJson);
        }
        else
        {
            Show(project, parse.GetRequiredValue(_name), recipes);
        }

        return (int)ExitCode.Pass;
    }

    private void Show(Project project, string name, string[] recipes)
    {
        Screen screen = Screen.OfOutput(_host);
        string better = project.Charter.Direction == MetricDirection.Higher ? "higher" : "lower";
        screen.Paragraph("[bold]made[/]  ", 6, Paths.Shown(project.Directory));
        screen.Paragraph("      ", 6, $"{project.Charter.Question} Decided by {project.Charter.Metric}, {better} is better.", "dim");
        if (project.Clock.Warning is string warning)
        {
            screen.Paragraph("[olive bold]warn[/]  ", 6, warning);
        }
        else if (project.Clock.DaysLeft is int days)
        {
            screen.Paragraph("      ", 6, $"{days} days left.", "dim");
        }

        if (recipes.Length > 0)
        {
            screen.Paragraph("      ", 6, $"A first recipe is in {string.Join(" and ", recipes)}; 'hone train' runs it when a split is frozen.", "dim");
        }

        screen.Paragraph("next  ", 6, $"cd {CommandLines.Quoted(name)} && {_host.CommandName} data add PATH");
    }

    private static DateOnly? Deadline(string? text)
    {
        if (text is null)
        {
            return null;
        }

        return DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day)
            ? day
            : throw new UsageException("a day such as 2027-02-01 after --deadline", $"'{text}'", Where, "write year-month-day");
    }
}
