using System.CommandLine;
using Hone.Method;

namespace Hone.Cli;

/// <summary><c>hone baseline</c>: the ladder of simple models that every better one must beat.</summary>
internal sealed class BaselineCommand : HoneVerb
{
    private const string Where = "hone baseline";
    private const int MostItems = 10_000;

    private readonly CliHost _host;
    private readonly Argument<string> _path = new("path") { HelpName = "PATH", Description = "a CSV file, or a folder of pictures, texts or masks (default: data/raw)", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<string> _expect = new("--expect") { Description = "the range that would not surprise you, before you see a number", HelpName = "A..B" };
    private readonly Option<string> _kind = new("--kind") { Description = "table, images, masks, text, ratings, time or points (default: what is there)", HelpName = "KIND" };
    private readonly Option<string> _split = new("--split") { Description = "the frozen split (default: the only one)", HelpName = "NAME" };
    private readonly Option<string> _id = new("--id") { Description = "the id column (default: the one that holds the ids of the split)", HelpName = "COLUMN" };
    private readonly Option<string> _text = new("--text") { Description = "the column of texts", HelpName = "COLUMN" };
    private readonly Option<string> _user = new("--user") { Description = "the column of users, for ratings", HelpName = "COLUMN" };
    private readonly Option<string> _item = new("--item") { Description = "the column of items, for ratings", HelpName = "COLUMN" };
    private readonly Option<string> _time = new("--time") { Description = "the column of times, for series", HelpName = "COLUMN" };
    private readonly Option<string> _group = new("--group") { Description = "the column that tells series apart", HelpName = "COLUMN" };
    private readonly Option<string> _ignore = new("--ignore-class") { Description = "a class of masks that is not judged", HelpName = "N" };
    private readonly Option<string> _human = new("--human") { Description = "write a file of N items to label by hand; the next run scores it", HelpName = "N" };
    private readonly Option<string> _seed = new("--seed") { Description = "the seed (default: 42)", HelpName = "N" };
    private readonly Option<bool> _strict = new("--strict") { Description = "exit with 4 where a rung could not run" };
    private readonly Option<string> _directory = CommonOptions.Project();
    private readonly Option<bool> _json = CommonOptions.Json();

    public BaselineCommand(CliHost host)
        : base("baseline", "run the ladder of simple models that every better one must beat")
    {
        _host = host;
        Arguments.Add(_path);
        Option[] options = [_expect, _kind, _split, _id, _text, _user, _item, _time, _group, _ignore, _human, _seed, _strict, _directory, _json];
        foreach (Option option in options)
        {
            Options.Add(option);
        }

        SetAction(Run);
    }

    public override IReadOnlyList<Example> Examples { get; } =
    [
        new("hone baseline --expect 0.55..0.70", "guess first: a surprise opens a checklist"),
        new("hone baseline ratings.csv --user userId --item movieId", "ratings"),
        new("hone baseline bikes.csv --time dteday", "a series: last value, seasonal naive"),
        new("hone baseline --human 50", "write 50 items to label by hand"),
    ];

    private int Run(ParseResult parse)
    {
        LadderGuess? guess = parse.GetValue(_expect) is string range ? LadderGuess.Parse(range) : null;
        LadderSource source = SourceOf(parse);
        long seed = parse.GetValue(_seed) is string seedText ? OptionValues.WholeNumber(seedText, "--seed", Where, 0, long.MaxValue) : 42;
        Project project = ProjectFinder.Open(_host, OptionValues.Folder(parse.GetValue(_directory), "--dir", Where), Where);
        FrozenSplit split = LadderLoader.SplitOf(project, parse.GetValue(_split));
        LadderTask task = LadderLoader.Load(project, split, source, _host.CancellationToken);
        if (parse.GetValue(_human) is string human)
        {
            string file = HumanBaseline.Prepare(project, task, (int)OptionValues.WholeNumber(human, "--human", Where, 1, MostItems), (ulong)seed);
            Screen.OfOutput(_host).Paragraph("", 0, $"write a label beside each id in {Paths.Shown(file)}, then run hone baseline");
            return (int)ExitCode.Pass;
        }

        bool json = parse.GetValue(_json);
        Screen screen = json ? Screen.OfError(_host) : Screen.OfOutput(_host);
        var view = new LadderView(screen, json);
        view.Begin(task, project.Charter.Metric, split);
        LadderReport report = Ladder.Run(
            project, split, task, new LadderOptions { Expect = guess, Seed = seed, Progress = view, Command = Where }, _host.CancellationToken);
        if (json)
        {
            CliJson.Write(_host.Out, report, CombineJson.Default.LadderReport);
        }
        else
        {
            view.End(report);
        }

        return (int)report.ExitCode(parse.GetValue(_strict));
    }

    private LadderSource SourceOf(ParseResult parse) => new()
    {
        Path = parse.GetValue(_path) is string path ? Path.GetFullPath(path, _host.WorkingDirectory) : null,
        Kind = KindOf(parse.GetValue(_kind)),
        IdColumn = parse.GetValue(_id),
        TextColumn = parse.GetValue(_text),
        UserColumn = parse.GetValue(_user),
        ItemColumn = parse.GetValue(_item),
        TimeColumn = parse.GetValue(_time),
        GroupColumn = parse.GetValue(_group),
        IgnoredClass = parse.GetValue(_ignore) is string label ? (int)OptionValues.WholeNumber(label, "--ignore-class", Where, 0, 255) : null,
    };

    private static LadderKind? KindOf(string? text)
    {
        if (text is null)
        {
            return null;
        }

        string[] names = [.. Enum.GetNames<LadderKind>().Select(name => name.ToLowerInvariant())];
        int index = Array.IndexOf(names, text.ToLowerInvariant());
        return index >= 0
            ? Enum.GetValues<LadderKind>()[index]
            : throw new UsageException($"one of {string.Join(", ", names)} after --kind", $"'{text}'", Where, $"{Where} --help shows an example");
    }
}
