using System.CommandLine;
using System.Globalization;
using Hone.Method;

namespace Hone.Cli;

/// <summary><c>hone check data|split|leak PATH</c>: the checks on a table, a folder of images or texts, or a project.</summary>
internal sealed class CheckDataCommand : HoneVerb
{
    private const string LeakSuite = "leak";

    private readonly CliHost _host;
    private readonly Argument<string> _path = new("path") { HelpName = "PATH", Description = "a table, a folder of images or .txt files by label, or a project; without it the project here", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<string> _target = new("--target") { Description = "the column that is predicted", HelpName = "COLUMN" };
    private readonly Option<string> _split = new("--split") { Description = "the column with train, valid and test; for a project the name of a split", HelpName = "COLUMN" };
    private readonly Option<string[]> _id = new("--id") { Description = "a column that identifies rows; may be given several times", HelpName = "COLUMN" };
    private readonly Option<string> _group = new("--group") { Description = "the column whose values must stay in one part", HelpName = "COLUMN" };
    private readonly Option<string> _time = new("--time") { Description = "the column that says when a row happened", HelpName = "COLUMN" };
    private readonly Option<string> _horizon = new("--horizon") { Description = "how far ahead is predicted, in days or in the unit of --time", HelpName = "N" };
    private readonly Option<string> _metric = new("--metric") { Description = "the metric of the project, such as accuracy or mae", HelpName = "NAME" };
    private readonly Option<string> _by = new("--by") { Description = "how the split was made: random, time or group", HelpName = "HOW" };
    private readonly Option<string> _asGroup = new("--as-group") { Description = "write copies and near copies as a group column to split by", HelpName = "FILE" };
    private readonly Option<bool> _strict = new("--strict") { Description = "return 4 when something could not be checked" };
    private readonly Option<bool> _json = CommonOptions.Json();
    private readonly Option<string> _data = CommonOptions.Data();
    private readonly Option<bool> _shuffle = new("--shuffle-labels") { Description = "train on shuffled labels: a recipe (PATH is RECIPE.cs), else the forest baseline; what still scores above a constant answer is a leak" };
    private readonly Option<bool> _rotations = new("--rotations") { Description = "images: find copies turned by 90, 180 and 270 degrees too" };
    private readonly RecipeCheckOptions _run = new();

    public CheckDataCommand(CliHost host, string suite, string description, IReadOnlyList<Example> examples)
        : base(suite, description)
    {
        _host = host;
        Examples = examples;
        Arguments.Add(_path);
        foreach (Option option in (Option[])[_target, _split, _id, _group, _time, _horizon, _metric, _by, _asGroup, _strict, _json, _data])
        {
            Options.Add(option);
        }

        foreach (Option option in suite == LeakSuite ? (Option[])[_shuffle, _rotations, .. _run.All] : [])
        {
            Options.Add(option);
        }

        SetAction(Run);
    }

    public override IReadOnlyList<Example> Examples { get; }

    private string Where => $"hone check {Name}";

    private int Run(ParseResult parse)
    {
        if (parse.GetValue(_path) is string recipe && TrainRecipe.IsRecipe(recipe))
        {
            return RunRecipe(parse, recipe);
        }

        if (Name == LeakSuite && _run.FirstGiven(parse) is { } foreign && foreign.Name != _run.All[^1].Name)
        {
            throw new UsageException("options that mean something for data", foreign.Name, Where, $"{foreign.Name} belongs to a recipe: hone check leak recipes/NAME.cs --shuffle-labels {foreign.Name} ...");
        }

        string path = PathOf(parse);
        bool isProject = File.Exists(Path.Combine(path, Project.CharterFile));
        Screen progress = Screen.OfError(_host);
        progress.Live($"reading {Screen.Styled(Paths.Shown(path), "")}");
        CheckedData data;
        try
        {
            data = CheckSource.Open(path, SourceOptions(parse, isProject), _host.CancellationToken);
        }
        finally
        {
            progress.EndLive();
        }

        CheckReport report = parse.GetValue(_json) ? RunSuite(data, null) : Show(path, data);
        ExitCode code = report.ExitCode(parse.GetValue(_strict));
        if (parse.GetValue(_json))
        {
            CliJson.Write(_host.Out, CheckJson.Of(Name, path, data.Ids.Count, report, code, data.Notes), CliJson.Default.CheckJson);
        }

        WriteGroups(parse, data, progress);
        return (int)code;
    }

    /// <summary>The program of the recipe trains it on shuffled labels.</summary>
    private int RunRecipe(ParseResult parse, string recipe)
    {
        if (Name != LeakSuite || !parse.GetValue(_shuffle))
        {
            throw new UsageException(
                Name == LeakSuite ? "--shuffle-labels after a recipe" : "a table, a folder or a project",
                $"'{recipe}', a recipe",
                Where,
                Name == LeakSuite ? $"hone check leak {recipe} --shuffle-labels; without a recipe the data are checked" : "hone check batch RECIPE.cs looks at a recipe");
        }

        List<string> words = ["--action", "check-leak", "--with", "shuffle-labels=true", .. _run.Words(parse)];
        words.AddRange(parse.GetValue(_split) is string split ? [_split.Name, split] : []);
        words.AddRange(parse.GetValue(_json) ? [_json.Name] : []);
        return new RecipeProgram(_host).Run(recipe, _run.Directory(parse, Where), words);
    }

    private CheckReport Show(string path, CheckedData data)
    {
        Screen screen = Screen.OfOutput(_host);
        string parts = data.Parts is null
            ? "not split"
            : string.Join(", ", data.Parts.CountBy(part => part).OrderBy(pair => pair.Key).Select(pair => $"{pair.Value} {pair.Key.ToString().ToLowerInvariant()}"));
        screen.Paragraph("", 0, $"{Paths.Shown(path)}: {data.Ids.Count} items ({parts})");
        foreach (string note in data.Notes)
        {
            screen.Paragraph("  ", 2, note, "dim");
        }

        var lines = new CheckLines(screen) { ShownFindings = int.MaxValue };
        CheckReport report = RunSuite(data, new CheckProgress(lines));
        lines.End();
        screen.Line();
        screen.Paragraph("", 0, CheckLines.Summary(report));
        return report;
    }

    private CheckReport RunSuite(CheckedData data, IProgress<CheckResult>? progress) => Name switch
    {
        "data" => Checks.Data(data, progress, _host.CancellationToken),
        "split" => Checks.Split(data, progress, _host.CancellationToken),
        _ => Checks.Leak(data, progress, _host.CancellationToken),
    };

    private void WriteGroups(ParseResult parse, CheckedData data, Screen screen)
    {
        if (OptionValues.Folder(parse.GetValue(_asGroup), "--as-group", Where) is { } file)
        {
            int groups = ClusterFile.Write(data, Path.GetFullPath(file, _host.WorkingDirectory), _host.CancellationToken);
            screen.Paragraph("", 0, $"{file}: {groups} groups of two or more among {data.Ids.Count} items");
        }
    }

    private string PathOf(ParseResult parse)
    {
        string? given = OptionValues.Folder(parse.GetValue(_path), "PATH", Where);
        return given is null ? ProjectFinder.Open(_host, Name == LeakSuite ? _run.Directory(parse, Where) : null, Where).Directory : Path.GetFullPath(given, _host.WorkingDirectory);
    }

    private CheckSourceOptions SourceOptions(ParseResult parse, bool isProject)
    {
        string? split = parse.GetValue(_split);
        return new CheckSourceOptions
        {
            SplitName = isProject ? split : null,
            Data = DataPlaces.Of(_host, OptionValues.Folder(parse.GetValue(_data), "--data", Where), null),
            Table = new CheckedTableOptions
            {
                Target = parse.GetValue(_target),
                SplitColumn = isProject ? null : split,
                IdColumns = parse.GetValue(_id) ?? [],
                GroupColumn = parse.GetValue(_group),
                TimeColumn = parse.GetValue(_time),
                Horizon = Horizon(parse.GetValue(_horizon)),
                Settings = new CheckSettings { Metric = parse.GetValue(_metric), Nature = Nature(parse.GetValue(_by)), ShuffleLabels = parse.GetValue(_shuffle), Rotations = parse.GetValue(_rotations) },
            },
        };
    }

    private double Horizon(string? text)
    {
        if (text is null)
        {
            return 0;
        }

        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && value >= 0 && double.IsFinite(value)
            ? value
            : throw new UsageException("a number of 0 or more after --horizon", $"'{text}'", Where, "--horizon 7 for a week ahead of dates");
    }

    private SplitNature Nature(string? text) => text switch
    {
        null => SplitNature.Unknown,
        "random" => SplitNature.Random,
        "time" => SplitNature.Time,
        "group" => SplitNature.Group,
        _ => throw new UsageException("random, time or group after --by", $"'{text}'", Where, "leave --by out when it is not known"),
    };
}
