using System.CommandLine;
using Hone.Method;

namespace Hone.Cli;

/// <summary><c>hone split make</c>: makes the split that was planned, or one that is described by options.</summary>
internal sealed class SplitMakeCommand : HoneVerb
{
    public const string DefaultName = "v1";

    private const string Where = "hone split make";

    private readonly CliHost _host;
    private readonly Option<string> _name = new("--name") { Description = $"the name of the split (default: {DefaultName})", HelpName = "NAME" };
    private readonly Option<string> _strategy = new("--strategy") { Description = "random, stratified, given-test, group, stratified-group, time, group-time, backtest, predefined or hash", HelpName = "WORD" };
    private readonly Option<string> _by = new("--by") { Description = "the column with the person, patient, boat...: they stay whole", HelpName = "COLUMN" };
    private readonly Option<string> _stratify = new("--stratify") { Description = "the column whose shares every part keeps", HelpName = "COLUMN" };
    private readonly Option<string> _time = new("--time") { Description = "the column with the time: the latest items validate", HelpName = "COLUMN" };
    private readonly Option<string> _format = new("--date-format") { Description = "how dates are written, such as d/M/yyyy", HelpName = "FORMAT" };
    private readonly Option<string> _parts = new("--parts") { Description = "the column with train, valid, test, or with fold numbers", HelpName = "COLUMN" };
    private readonly Option<string> _validList = new("--valid-list") { Description = "a file with the ids of the validation part, one a line", HelpName = "FILE" };
    private readonly Option<string> _testList = new("--test-list") { Description = "a file with the ids of the test part, one a line", HelpName = "FILE" };
    private readonly Option<string> _valid = new("--valid") { Description = "the share of the validation part (default: 20%)", HelpName = "SHARE" };
    private readonly Option<string> _test = new("--test") { Description = "the share of the test part (default: 0)", HelpName = "SHARE" };
    private readonly Option<string> _validFrom = new("--valid-from") { Description = "the first day of the validation part", HelpName = "DATE" };
    private readonly Option<string> _testFrom = new("--test-from") { Description = "the first day of the test part", HelpName = "DATE" };
    private readonly Option<string> _gap = new("--gap") { Description = "time that is left out before each later part, such as 7d", HelpName = "TIME" };
    private readonly Option<string> _folds = new("--folds") { Description = "deal into so many folds", HelpName = "K" };
    private readonly Option<string> _origins = new("--origins") { Description = "a backtest with so many origins", HelpName = "N" };
    private readonly Option<string> _horizon = new("--horizon") { Description = "how far each origin predicts, such as 30d", HelpName = "TIME" };
    private readonly Option<bool> _sliding = new("--sliding") { Description = "each origin learns from a window of one length, not from all the past" };
    private readonly Option<bool> _newOnly = new("--new-groups-only") { Description = "later items of groups that are in the past are left out" };
    private readonly Option<string> _bins = new("--bins") { Description = "quantiles of a number for a stratified split (default: 10)", HelpName = "N" };
    private readonly Option<string> _seed = new("--seed") { Description = "the seed (default: 42)", HelpName = "SEED" };
    private readonly Option<string> _know = new("--i-know") { Description = "'random': chance may decide without an answered interview", HelpName = "WORD" };
    private readonly Option<string> _directory = CommonOptions.Project();
    private readonly Option<bool> _json = CommonOptions.Json();

    public SplitMakeCommand(CliHost host)
        : base("make", "make the split that was planned, or one that the options describe")
    {
        _host = host;
        Option[] options =
        [
            _name, _strategy, _by, _stratify, _time, _format, _parts, _validList, _testList, _valid, _test, _validFrom, _testFrom, _gap, _folds, _origins, _horizon, _sliding, _newOnly, _bins, _seed, _know, _directory, _json,
        ];
        foreach (Option option in options)
        {
            Options.Add(option);
        }

        SetAction(Run);
    }

    public override IReadOnlyList<Example> Examples { get; } =
    [
        new("hone split make --valid 20% --test 10%", "as planned"),
        new("hone split make --by patient --stratify y --folds 5", "patients stay whole, shares are kept, five folds"),
        new("hone split make --time date --origins 6 --gap 7d", "a backtest"),
    ];

    private int Run(ParseResult parse)
    {
        string name = parse.GetValue(_name) ?? DefaultName;
        SplitRequest request = Request(parse);
        Project project = ProjectFinder.Open(_host, OptionValues.Folder(parse.GetValue(_directory), "--dir", Where), Where);
        Split split = SplitMaker.Make(project, name, request, _host.CancellationToken);
        if (parse.GetValue(_json))
        {
            CliJson.Write(_host.Out, SplitJson.Of(name, split, null), CliJson.Default.SplitJson);
        }
        else
        {
            Screen screen = Screen.OfOutput(_host);
            SplitView.Show(screen, name, split, null);
            screen.Line();
            screen.Paragraph("next  ", 6, $"{_host.CommandName} split freeze {name}{(split.TestIndices.Count > 0 ? " --seal-test" : "")}");
        }

        return (int)ExitCode.Pass;
    }

    private SplitRequest Request(ParseResult parse)
    {
        if (parse.GetValue(_know) is string know && know != "random")
        {
            throw new UsageException("'random' after --i-know", $"'{know}'", Where, "write --i-know random");
        }

        double test = OptionValues.Share(parse.GetValue(_test), "--test", Where) ?? 0;
        TimeSpan gap = parse.GetValue(_gap) is string text ? Durations.Parse(text) : TimeSpan.Zero;
        DateTime? testFrom = OptionValues.Moment(parse.GetValue(_testFrom), "--test-from", Where);
        SplitStrategy? strategy = OptionValues.Word<SplitStrategy>(parse.GetValue(_strategy), "--strategy", Where);
        bool isBacktest = parse.GetValue(_origins) is not null || strategy == SplitStrategy.Backtest;
        return new SplitRequest
        {
            Strategy = strategy,
            By = parse.GetValue(_by),
            Time = parse.GetValue(_time),
            DateFormat = parse.GetValue(_format),
            Stratify = parse.GetValue(_stratify),
            Parts = parse.GetValue(_parts),
            ValidList = Lines(parse.GetValue(_validList), "--valid-list"),
            TestList = Lines(parse.GetValue(_testList), "--test-list"),
            KnowsRandom = parse.GetValue(_know) is not null,
            Options = new SplitOptions
            {
                Fractions = new SplitFractions { Valid = OptionValues.Share(parse.GetValue(_valid), "--valid", Where) ?? 0.2, Test = test },
                Seed = (ulong)OptionValues.WholeNumber(parse.GetValue(_seed) ?? "42", "--seed", Where, 0, long.MaxValue),
                Folds = (int)OptionValues.WholeNumber(parse.GetValue(_folds) ?? "0", "--folds", Where, 0, SplitOptions.MostFolds),
                Bins = (int)OptionValues.WholeNumber(parse.GetValue(_bins) ?? "10", "--bins", Where, 2, 1000),
                ValidFrom = OptionValues.Moment(parse.GetValue(_validFrom), "--valid-from", Where),
                TestFrom = testFrom,
                Gap = gap,
                SeenGroups = parse.GetValue(_newOnly) ? SeenGroups.LeaveOut : SeenGroups.Allow,
            },
            Backtest = !isBacktest ? null : new BacktestOptions
            {
                Origins = (int)OptionValues.WholeNumber(parse.GetValue(_origins) ?? "5", "--origins", Where, 2, SplitOptions.MostFolds),
                Horizon = parse.GetValue(_horizon) is string horizon ? Durations.Parse(horizon) : null,
                Window = parse.GetValue(_sliding) ? BacktestWindow.Sliding : BacktestWindow.Expanding,
                Gap = gap,
                Test = test,
                TestFrom = testFrom,
            },
        };
    }

    private string[]? Lines(string? file, string option)
    {
        if (file is null)
        {
            return null;
        }

        try
        {
            return [.. File.ReadAllLines(Path.GetFullPath(file, _host.WorkingDirectory)).Select(line => line.Trim()).Where(line => line.Length > 0)];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"a file that can be read after {option}", error.Message, Where, "check the path");
        }
    }
}
