using System.CommandLine;
using System.Globalization;
using Hone.Learn.Data;
using Hone.Method;

namespace Hone.Cli;

/// <summary>
/// <c>hone train RECIPE.cs</c>: a pipeline of the project as a run. <c>hone train TABLE --target COLUMN</c>, and <c>hone train RATINGS --user --item --rating</c>: a table learned from nothing.
/// </summary>
internal sealed class TrainCommand : HoneVerb
{
    private const string Where = "hone train";
    private const int MostRounds = 1000;

    private readonly CliHost _host;
    private readonly Argument<string> _table = new("table") { HelpName = "RECIPE.cs|TABLE", Description = "a recipe of the project (.cs), or a table: a CSV file, plain or gzip" };
    private readonly Option<string> _target = new("--target") { Description = "table: the column to predict", HelpName = "COLUMN" };
    private readonly Option<string> _user = new("--user") { Description = "ratings: the column of users", HelpName = "COLUMN" };
    private readonly Option<string> _item = new("--item") { Description = "ratings: the column of items", HelpName = "COLUMN" };
    private readonly Option<string> _rating = new("--rating") { Description = "ratings: the column of ratings", HelpName = "COLUMN" };
    private readonly Option<string> _split = new("--split") { Description = "table: random or time, which rows to score on (default: random); recipe: the frozen split (default: the newest)", HelpName = "NAME" };
    private readonly Option<string> _date = new("--date") { Description = "table: the column that orders the rows; splits by time", HelpName = "COLUMN" };
    private readonly Option<string> _valid = new("--valid") { Description = "table: share of rows to score on (default: 20%, of ratings 10%)", HelpName = "SHARE" };
    private readonly Option<string> _drop = new("--drop") { Description = "table: columns not to learn from, such as those that tell the target", HelpName = "A,B,C" };
    private readonly Option<string> _task = new("--task") { Description = "table: classes or numbers, where the column alone does not tell", HelpName = "KIND" };
    private readonly Option<string> _metric = new("--metric") { Description = "table: accuracy or auc for classes; rmse, mae or rmsle for numbers", HelpName = "NAME" };
    private readonly Option<string> _trees = new("--trees") { Description = $"table: trees of the forest (default: {new TableTrainingOptions { Target = "" }.ForestTrees})", HelpName = "N" };
    private readonly Option<string> _epochs = new("--epochs") { Description = $"recipe: instead of its own number; ratings: rounds over them (default: {new RatingTrainingOptions { User = "", Item = "", Rating = "" }.Epochs})", HelpName = "N" };
    private readonly Option<string> _out = new("--out") { Description = "table: write the best model there, for hone predict", HelpName = "FILE" };
    private readonly Option<bool> _refit = new("--refit") { Description = "table: fit the best model once more, on all rows, for --out; its score stays the honest one" };
    private readonly Option<string> _seed = new("--seed") { Description = "seed of everything random (default: 42)", HelpName = "N" };
    private readonly TableReading _reading;
    private readonly RecipeOptionSet _recipeOptions;
    private readonly Option<bool> _json = CommonOptions.Json();

    public TrainCommand(CliHost host)
        : base("train", "run a recipe of the project (RECIPE.cs), or learn a table from nothing (TABLE)")
    {
        _host = host;
        Arguments.Add(_table);
        foreach (Option option in (Option[])[_target, _user, _item, _rating, _split, _date, _valid, _drop, _task, _metric, _trees, _epochs, _out, _seed])
        {
            Options.Add(option);
        }

        Options.Add(_refit);
        _reading = new TableReading(this);
        _recipeOptions = new RecipeOptionSet(this);
        Options.Add(_json);
        SetAction(Run);
    }

    public override IReadOnlyList<Example> Examples { get; } =
    [
        new("hone train recipes/image.cs --subset 5% --no-hypothesis", "a recipe of the project around it, on a twentieth of the training items"),
        new("hone train recipes/image.cs -H \"wider sees more\" --expect \"accuracy > +0.01\" --set model.width=2", "all of them, with a hypothesis"),
        new("hone train recipes/image.cs --search lr=1e-4..1e-1:log --budget 10 --subset 20%", "a search: late work"),
        new("hone train recipes/image.cs --resume k3f9", "a run that was stopped goes on after its last finished epoch"),
        new("hone train adult.csv --target salary --out adult.hone", "classes, split at random"),
        new("hone train hour.csv --target cnt --date dteday --drop casual,registered", "numbers, scored on the latest days"),
        new("hone train ratings.csv --user userId --item movieId --rating rating", "recommendations"),
        new("hone predict adult.hone people.csv", "what the best model says about new rows"),
    ];

    private int Run(ParseResult parse)
    {
        if (TrainRecipe.IsRecipe(parse.GetRequiredValue(_table)))
        {
            return RunRecipe(parse);
        }

        _recipeOptions.Refuse(parse);
        bool isJson = parse.GetValue(_json);
        Screen screen = isJson ? Screen.OfError(_host) : Screen.OfOutput(_host);
        string file = parse.GetRequiredValue(_table);
        string? target = parse.GetValue(_target);
        bool isRatings = IsRatings(parse, target);
        string? output = Output(parse);
        var view = new TrainView(screen, isSilent: isJson && !_host.ErrorIsTerminal);
        TableTrainingResult result;
        try
        {
            Func<Frame, TableTrainingResult> train = isRatings ? Ratings(parse, view) : Table(parse, target!, view);
            CsvOptions options = _reading.Read(parse, screen, Where);
            Frame table = TableReading.Load(() => Frame.ReadCsv(Path.GetFullPath(file, _host.WorkingDirectory), options, _host.CancellationToken));
            view.Announce(file, table.RowCount, table.Columns.Count);
            result = train(table);
            if (output is not null)
            {
                result.Predictor.Save(output);
            }
        }
        catch (OperationCanceledException)
        {
            screen.EndLive();
            Screen.OfError(_host).Line(output is null ? "stopped" : $"stopped; {Screen.Styled(parse.GetValue(_out)!, "")} was not written");
            return (int)ExitCode.Canceled;
        }
        finally
        {
            // Whatever is said next starts on a line of its own.
            screen.EndLive();
        }

        if (isJson)
        {
            CliJson.Write(_host.Out, TrainJson.Of(file, parse.GetValue(_out), result), CliJson.Default.TrainJson);
        }

        view.Finished(result, output is null ? null : parse.GetValue(_out), _host.CommandName);
        return (int)ExitCode.Pass;
    }

    private int RunRecipe(ParseResult parse)
    {
        Option<string>[] onlyTables = [_target, _user, _item, _rating, _date, _valid, _drop, _task, _metric, _trees, _out];
        return new TrainRecipe(_host, _recipeOptions).Run(parse, parse.GetRequiredValue(_table), parse.GetValue(_json), [_split, _epochs, _seed], onlyTables);
    }

    /// <summary>Either a target, or users, items and ratings.</summary>
    private bool IsRatings(ParseResult parse, string? target)
    {
        (string Name, string? Value)[] three = [(_user.Name, parse.GetValue(_user)), (_item.Name, parse.GetValue(_item)), (_rating.Name, parse.GetValue(_rating))];
        string[] given = [.. three.Where(option => option.Value is not null).Select(option => option.Name)];
        if (target is not null && given.Length == 0)
        {
            Refuse(parse, "for a table", _epochs);
            return false;
        }

        if (target is null && given.Length == three.Length)
        {
            Refuse(parse, "for ratings", _drop, _task, _metric, _trees);
            return true;
        }

        string got = target is not null ? $"--target beside {string.Join(", ", given)}" : given.Length == 0 ? "neither" : $"{string.Join(", ", given)} alone";
        throw new UsageException("--target COLUMN for a table, or --user, --item and --rating for ratings", got, Where, $"{Where} --help shows an example");
    }

    /// <summary>An option that would do nothing is a misunderstanding.</summary>
    private static void Refuse(ParseResult parse, string what, params ReadOnlySpan<Option<string>> options)
    {
        foreach (Option<string> option in options)
        {
            if (parse.GetValue(option) is { } value)
            {
                throw new UsageException($"options that mean something {what}", $"{option.Name} {value}", Where, $"leave {option.Name} out");
            }
        }
    }

    private Func<Frame, TableTrainingResult> Table(ParseResult parse, string target, TrainView view)
    {
        var defaults = new TableTrainingOptions { Target = target };
        string? drop = parse.GetValue(_drop);
        string? trees = parse.GetValue(_trees);
        TableTrainingOptions options = defaults with
        {
            Drop = drop is null ? [] : TableReading.Words(drop, _drop.Name, Where),
            Task = Task(parse.GetValue(_task)),
            Metric = Metric(parse.GetValue(_metric)),
            Split = Split(parse),
            Date = parse.GetValue(_date),
            ValidFraction = Share(parse, defaults.ValidFraction),
            Seed = Seed(parse, defaults.Seed),
            Refit = Refit(parse),
            ForestTrees = trees is null ? defaults.ForestTrees : (int)OptionValues.WholeNumber(trees, _trees.Name, Where, 1, MostRounds),
        };
        return table =>
        {
            RequireColumns(table, [(_target.Name, target), (_date.Name, options.Date), .. options.Drop.Select(name => (_drop.Name, (string?)name))]);
            return TableTraining.Run(table, options, view, _host.CancellationToken);
        };
    }

    private Func<Frame, TableTrainingResult> Ratings(ParseResult parse, TrainView view)
    {
        var defaults = new RatingTrainingOptions { User = parse.GetValue(_user)!, Item = parse.GetValue(_item)!, Rating = parse.GetValue(_rating)! };
        string? epochs = parse.GetValue(_epochs);
        RatingTrainingOptions options = defaults with
        {
            Split = Split(parse),
            Date = parse.GetValue(_date),
            ValidFraction = Share(parse, defaults.ValidFraction),
            Seed = Seed(parse, defaults.Seed),
            Refit = Refit(parse),
            Epochs = epochs is null ? defaults.Epochs : (int)OptionValues.WholeNumber(epochs, _epochs.Name, Where, 1, MostRounds),
        };
        return table =>
        {
            RequireColumns(table, [(_user.Name, options.User), (_item.Name, options.Item), (_rating.Name, options.Rating), (_date.Name, options.Date)]);
            return RatingTraining.Run(table, options, view, _host.CancellationToken);
        };
    }

    private static void RequireColumns(Frame table, (string Option, string? Name)[] columns)
    {
        const int Named = 12;
        foreach ((string option, string? name) in columns)
        {
            if (name is not null && !table.Contains(name))
            {
                string known = string.Join(", ", table.Names.Take(Named)) + (table.Names.Count > Named ? $" and {table.Names.Count - Named} more" : "");
                throw new UsageException($"a column of the table after {option}: {known}", $"'{name}'", Where, Suggestion.Nearest(name, table.Names) is { } near ? $"did you mean {near}?" : "case matters; --names gives names to a file without them");
            }
        }
    }

    private TableSplit Split(ParseResult parse)
    {
        string? text = parse.GetValue(_split);
        bool hasDate = parse.GetValue(_date) is not null;
        return text switch
        {
            null => hasDate ? TableSplit.Time : TableSplit.Random,
            "time" => TableSplit.Time,
            "random" when hasDate => throw new UsageException("--split time beside --date", "--split random", Where, "leave one of them out"),
            "random" => TableSplit.Random,
            _ => throw new UsageException("random or time after --split", $"'{text}'", Where, $"{Where} --help shows an example"),
        };
    }

    private static TableTask Task(string? text) => text switch
    {
        null => TableTask.Inferred,
        "classes" => TableTask.Classes,
        "numbers" => TableTask.Numbers,
        _ => throw new UsageException("classes or numbers after --task", $"'{text}'", Where, $"{Where} --help shows an example"),
    };

    private static TableMetric? Metric(string? text) => text switch
    {
        null => null,
        "accuracy" => TableMetric.Accuracy,
        "auc" => TableMetric.RocAuc,
        "rmse" => TableMetric.Rmse,
        "mae" => TableMetric.Mae,
        "rmsle" => TableMetric.Rmsle,
        _ => throw new UsageException("accuracy, auc, rmse, mae or rmsle after --metric", $"'{text}'", Where, $"{Where} --help shows an example"),
    };

    private double Share(ParseResult parse, double unlessTold)
    {
        const double Most = 0.5;
        string? text = parse.GetValue(_valid);
        if (text is null)
        {
            return unlessTold;
        }

        bool isPercent = text.EndsWith('%');
        bool isNumber = double.TryParse(text.TrimEnd('%'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double value);
        double share = isPercent ? value / 100 : value;
        return isNumber && share > 0 && share <= Most
            ? share
            : throw new UsageException("a share above 0% and at most 50% after --valid", $"'{text}'", Where, "take 20%");
    }

    private long Seed(ParseResult parse, long unlessTold) =>
        parse.GetValue(_seed) is { } text ? OptionValues.WholeNumber(text, _seed.Name, Where, 0, long.MaxValue) : unlessTold;

    /// <summary>Whether the file gets a model of all rows; without a file there is nothing to fit it for.</summary>
    private bool Refit(ParseResult parse) => parse.GetValue(_refit) && parse.GetValue(_out) is null
        ? throw new UsageException("--out FILE beside --refit", "--refit alone", Where, "add --out model.hone: the model of all rows has no score of its own")
        : parse.GetValue(_refit);

    /// <summary>The file to write; a path that cannot be one is told before the work, not after it.</summary>
    private string? Output(ParseResult parse)
    {
        string? text = OptionValues.Folder(parse.GetValue(_out), _out.Name, Where);
        if (text is null)
        {
            return null;
        }

        string path = Path.GetFullPath(text, _host.WorkingDirectory);
        return Directory.Exists(path) ? throw new UsageException("a file after --out, such as model.hone", $"'{text}', which is a folder", Where, "add the name of a file") : path;
    }
}
