using System.CommandLine;
using System.Globalization;
using Hone.Method;

namespace Hone.Cli;

/// <summary><c>hone data toy [NAME]</c>: small generated data sets whose best score is known.</summary>
internal sealed class DataToyCommand : HoneVerb
{
    private const string Where = "hone data toy";

    private readonly CliHost _host;
    private readonly Argument<string> _name = new("name") { HelpName = "NAME", Description = "the set; without it all are listed", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<string> _to = new("--to") { Description = "write the files into this folder instead of a project", HelpName = "DIR" };
    private readonly Option<string> _seed = new("--seed") { Description = "another seed is another set (default: 1)", HelpName = "N" };
    private readonly Option<string> _directory = CommonOptions.Project();
    private readonly Option<bool> _json = CommonOptions.Json();

    public DataToyCommand(CliHost host)
        : base("toy", "small generated sets with a known best score, to try a pipeline in seconds")
    {
        _host = host;
        Arguments.Add(_name);
        foreach (Option option in (Option[])[_to, _seed, _directory, _json])
        {
            Options.Add(option);
        }

        SetAction(Run);
    }

    public override IReadOnlyList<Example> Examples { get; } =
    [
        new("hone data toy", "the list: what there is, and what can be reached"),
        new("hone data toy digits", "into the project around the current folder"),
        new("hone data toy texts --to opinions", "into a folder"),
    ];

    private int Run(ParseResult parse)
    {
        bool isJson = parse.GetValue(_json);
        if (parse.GetValue(_name) is not { } name)
        {
            List(isJson);
            return (int)ExitCode.Pass;
        }

        ulong seed = (ulong)OptionValues.WholeNumber(parse.GetValue(_seed) ?? "1", "--seed", Where, 0, int.MaxValue);
        ToySet set = Find(name, seed);
        if (OptionValues.Folder(parse.GetValue(_to), "--to", Where) is { } to)
        {
            string folder = Path.GetFullPath(to, _host.WorkingDirectory);
            set.WriteTo(folder, _host.CancellationToken);
            Show(set, isJson, $"{Figures.Count(set.Files.Count)} files into {Paths.Shown(folder)}", $"{set.Info.NewCommand} && {_host.CommandName} data add {to}", folder);
            return (int)ExitCode.Pass;
        }

        Project project = Project(parse, set.Info);
        AddedData added = set.AddTo(project, _host.CancellationToken);
        string next = $"{_host.CommandName} split make {set.Info.SplitWords} && {_host.CommandName} split freeze && {_host.CommandName} baseline {set.Info.BaselineWords}".TrimEnd();
        Show(set, isJson, $"{Figures.Count(added.Files)} files, {Figures.Bytes(added.Bytes)}, hash {Figures.Short(added.Manifest.Hash)}", next, project.Directory);
        return (int)ExitCode.Pass;
    }

    /// <summary>The project; where there is none, how to make one for this very set.</summary>
    private Project Project(ParseResult parse, ToyInfo info)
    {
        string? directory = OptionValues.Folder(parse.GetValue(_directory), _directory.Name, Where);
        return directory is null && Method.Project.Find(_host.WorkingDirectory) is null
            ? throw new UsageException(
                "a project here or in a folder above, or --to with a folder",
                $"no {Method.Project.CharterFile}",
                _host.WorkingDirectory,
                $"{info.NewCommand} && cd toy-{info.Name} && {_host.CommandName} data toy {info.Name}")
            : ProjectFinder.Open(_host, directory, Where);
    }

    private static ToySet Find(string name, ulong seed)
    {
        string[] names = [.. Toy.List().Select(toy => toy.Name)];
        return names.Contains(name) || Suggestion.Nearest(name, names) is not { } near
            ? Toy.Find(name, seed)
            : throw new UsageException($"one of the toy sets {string.Join(", ", names)}", $"'{name}'", Where, $"did you mean {near}?");
    }

    private void List(bool isJson)
    {
        IReadOnlyList<ToyInfo> toys = Toy.List();
        if (isJson)
        {
            CliJson.Write(_host.Out, toys, CliJson.Default.IReadOnlyListToyInfo);
            return;
        }

        Screen screen = Screen.OfOutput(_host);
        screen.Paragraph("[bold]hone data toy NAME[/]  ", 20, "generated sets; the score is what the best possible model reaches on many items", "dim");
        screen.Line();
        TableCell[][] rows = [.. toys.Select(toy => new TableCell[] { new(toy.Name, "bold"), toy.Domain, Figures.Count(toy.Items), $"{toy.Metric} {Score(toy)}" })];
        var table = TextTable.Fitting([new("name", 0), new("what it is", 0), new("items", 0, IsNumber: true), new("best", 0)], rows);
        screen.Line(table.Header());
        foreach (TableCell[] row in rows)
        {
            screen.Line(table.Row(row));
        }

        screen.Line();
        foreach (ToyInfo toy in toys)
        {
            screen.Paragraph($"  [bold]{toy.Name}[/]  ", 2 + toy.Name.Length + 2, toy.HowKnown, "dim");
        }
    }

    private void Show(ToySet set, bool isJson, string what, string next, string folder)
    {
        if (isJson)
        {
            CliJson.Write(_host.Out, new ToyJson(set.Info, set.Seed, set.Files.Count, folder), CliJson.Default.ToyJson);
            return;
        }

        Screen screen = Screen.OfOutput(_host);
        screen.Paragraph("[bold]made[/]  ", 6, $"{set.Info.Name}, seed {set.Seed}: {what}");
        screen.Paragraph("best  ", 6, $"{set.Info.Metric} {Score(set.Info)}: {set.Info.HowKnown}");
        screen.Paragraph("next  ", 6, next);
    }

    private static string Score(ToyInfo toy) => toy.Achievable.ToString("0.00", CultureInfo.InvariantCulture);
}
