using System.CommandLine;
using Hone.Learn;
using Hone.Method;

namespace Hone.Cli;

/// <summary><c>hone predict MODEL FILES...</c>: what an exported model says about image files, text files or the rows of a table, or recommends to users.</summary>
internal sealed class PredictCommand : HoneVerb
{
    private const string Where = "hone predict";
    private const int UsualItems = 10;
    private const int MostItems = 1_000_000;
    private const int MostViews = 9;
    private const string FilesHelp = "image files: PNG, JPEG, BMP, GIF; for a model of texts .txt files in UTF-8, one text each; for a model of tables or a recommender one CSV file; for a model of several inputs the files of one item after those of another";

    private readonly CliHost _host;
    private readonly Argument<string> _model = new("model") { HelpName = "MODEL", Description = "a .hone file that learner.Export wrote" };
    private readonly Argument<string[]> _files = new("files") { HelpName = "FILES", Description = FilesHelp, Arity = ArgumentArity.ZeroOrMore };
    private readonly Option<string> _out = new("--out") { Description = "for a model of pixels: a folder for masks, PNGs of class indices at the size of their pictures; for numbers such as key points and boxes, a table or a recommender: a CSV file", HelpName = "PATH" };
    private readonly Option<string> _top = new("--top") { Description = $"for a recommender: items for each user (default: {UsualItems})", HelpName = "N" };
    private readonly Option<string> _folds = new("--folds") { Description = "instead of MODEL: the models of all folds of a recipe answer together; their out-of-fold score is the honest number", HelpName = "RECIPE|RUN" };
    private readonly Option<string> _tta = new("--tta") { Description = $"for pictures in classes: test-time augmentation over N views beside the picture: 1 its mirror image, 5 the corners too, {MostViews} their mirror images too", HelpName = "N" };
    private readonly Option<string> _directory = CommonOptions.Project();
    private readonly TableReading _reading;
    private readonly Option<bool> _json = CommonOptions.Json();

    public PredictCommand(CliHost host)
        : base("predict", "say what images or texts show, or predict the rows of a table, with an exported model")
    {
        _host = host;
        Arguments.Add(_model);
        Arguments.Add(_files);
        Options.Add(_out);
        Options.Add(_top);
        Options.Add(_folds);
        Options.Add(_tta);
        Options.Add(_directory);
        _reading = new TableReading(this);
        Options.Add(_json);
        SetAction(Run);
    }

    public override IReadOnlyList<Example> Examples { get; } =
    [
        new("hone predict flowers.hone garden.jpg meadow.png", "label, probability and file, one line each"),
        new("hone predict flowers.hone garden.jpg --json > answers.json", "all probabilities, for programs"),
        new("hone predict reviews.hone monday.txt tuesday.txt", "a model of texts: one text each file"),
        new("hone predict pairs.hone a1.jpg a2.jpg b1.jpg b2.jpg", "a model of two inputs: one line for each two files"),
        new("hone predict adult.hone people.csv --out predictions.csv", "a model of tables: one line for each row"),
        new("hone predict films.hone users.csv --top 5", "a recommender: the best items for each user"),
        new("hone predict --folds recipes/image.cs garden.jpg", "the models of all folds of a recipe of the project here"),
        new("hone predict flowers.hone garden.jpg --tta 5", "the mean over the picture, its mirror image and its corners"),
        new("hone predict faces.hone a.jpg b.jpg --out points.csv", "a model of key points: x and y in pixels of each picture; a box is two points"),
        new("hone predict streets.hone a.jpg b.jpg --out masks", "a model of pixels: shares of the classes, and masks"),
    ];

    private int Run(ParseResult parse)
    {
        string model = parse.GetRequiredValue(_model);
        string[] files = parse.GetValue(_files) ?? [];
        string? folder = OptionValues.Folder(parse.GetValue(_out), "--out", Where);
        int views = parse.GetValue(_tta) is string text ? (int)OptionValues.WholeNumber(text, _tta.Name, Where, 1, MostViews) : 0;
        if (parse.GetValue(_folds) is string recipe)
        {
            return PredictFolds(parse, recipe, [model, .. files], folder, views);
        }

        Refuse(parse.GetValue(_directory), _directory.Name, "--folds, which looks for a recipe in a project", "leave --dir away");
        if (files.Length == 0)
        {
            throw new UsageException($"FILES after '{Where} {model}': {FilesHelp}", "nothing in their place", Where, $"{Where} --help shows an example");
        }

        string? top = parse.GetValue(_top);
        if (Recommender.IsRecommender(Full(model)))
        {
            RefuseViews(views, model);
            int count = top is null ? UsualItems : (int)OptionValues.WholeNumber(top, _top.Name, Where, 1, MostItems);
            var items = new RecommendOutput(_host, Recommender.Load(Full(model)), model, files, folder, count);
            items.Write(_reading.Read(parse, Screen.OfError(_host), Where), parse.GetValue(_json));
            return (int)ExitCode.Pass;
        }

        Refuse(top, _top.Name, "a recommender", "leave --top away", model);
        return TablePredictor.IsTable(Full(model))
            ? PredictTable(parse, TableEnsemble.Of([TablePredictor.Load(Full(model))]), model, files, folder, views, null)
            : PredictFiles(parse, PredictorEnsemble.Of([Predictor.Load(Full(model), new() { Views = views })]), model, files, folder, views, null);
    }

    private int PredictFolds(ParseResult parse, string recipe, string[] files, string? folder, int views)
    {
        Refuse(parse.GetValue(_top), _top.Name, "a recommender", "leave --top away", "--folds");
        Project project = ProjectFinder.Open(_host, OptionValues.Folder(parse.GetValue(_directory), _directory.Name, Where), $"{Where} --folds {recipe}");
        FoldEnsemble folds = FoldEnsemble.Open(project, recipe, new() { Views = views });
        if (!parse.GetValue(_json))
        {
            Screen.OfError(_host).Paragraph("[bold]folds[/]  ", 7, $"{folds.Recipe}: {folds.Score.Folds.Count} models answer together; out-of-fold {folds.Metric} {folds.Score}, the honest number");
        }

        return folds.Table is { } table
            ? PredictTable(parse, table, folds.Recipe, files, folder, views, FoldsJson.Of(folds))
            : PredictFiles(parse, folds.Pictures!, folds.Recipe, files, folder, views, FoldsJson.Of(folds));
    }

    private int PredictTable(ParseResult parse, TableEnsemble predictor, string model, string[] files, string? output, int views, FoldsJson? folds)
    {
        RefuseViews(views, model);
        var table = new TableOutput(_host, predictor, model, files, output);
        table.Write(_reading.Read(parse, Screen.OfError(_host), Where), parse.GetValue(_json), folds);
        return (int)ExitCode.Pass;
    }

    private int PredictFiles(ParseResult parse, PredictorEnsemble predictor, string model, string[] files, string? folder, int views, FoldsJson? folds)
    {
        bool isJson = parse.GetValue(_json);
        if (predictor.SeesTexts || predictor.InputCount > 1)
        {
            RefuseViews(views, model);
        }

        if (predictor.IsSegmentation)
        {
            RefuseViews(views, model);
            var output = new MaskOutput(_host, predictor, files, folder);
            return (int)((isJson ? output.WriteJson(model, folds) : output.Show()) ? ExitCode.Pass : ExitCode.BadInput);
        }

        if (predictor.IsNumbers)
        {
            RefuseViews(views, model);
            var output = new NumberOutput(_host, predictor, files, folder);
            return (int)(output.Write(model, isJson, folds) ? ExitCode.Pass : ExitCode.BadInput);
        }

        if (folder is not null)
        {
            Predictor first = predictor.Members[0];
            throw new UsageException("--out with a model that answers for each pixel or with numbers", $"{model}, which answers with one {first.Content.Output.Kind} result of shape {first.OutputShape} for each file", Where, "leave --out away; --json gives all probabilities");
        }

        string[][] groups = [.. files.Chunk(predictor.InputCount)];
        IEnumerable<FilePrediction> results = Results(predictor, files).Select((result, i) => result with { Path = string.Join(", ", groups[i]) });
        bool isComplete = isJson ? WriteJson(model, predictor, results, groups, folds) : Show(predictor, results);
        return (int)(isComplete ? ExitCode.Pass : ExitCode.BadInput);
    }

    /// <summary>One result a file, or one for the files of each item where the model sees several.</summary>
    private IEnumerable<FilePrediction> Results(PredictorEnsemble predictor, string[] files)
    {
        string[] paths = [.. files.Select(Full)];
        return predictor.InputCount == 1
            ? predictor.PredictFiles(paths, _host.CancellationToken)
            : predictor.PredictFileGroups(paths, _host.CancellationToken).Select(result => new FilePrediction(result.Paths[0], result.Prediction, result.Error));
    }

    /// <summary>An option that would do nothing is a misunderstanding.</summary>
    private static void Refuse(string? value, string option, string belongsTo, string remedy, string? model = null)
    {
        if (value is not null)
        {
            throw new UsageException($"{option} with {belongsTo}", model is null ? $"{option} {value}" : $"{option} {value} with {model}", Where, remedy);
        }
    }

    private void RefuseViews(int views, string model)
    {
        if (views > 0)
        {
            throw new UsageException($"{_tta.Name} with a model that answers with classes of whole pictures", $"{_tta.Name} {views} with {model}", Where, $"leave {_tta.Name} away");
        }
    }

    private string Full(string path) => Path.GetFullPath(path, _host.WorkingDirectory);

    private bool Show(PredictorEnsemble predictor, IEnumerable<FilePrediction> results)
    {
        Screen screen = Screen.OfOutput(_host);
        Screen errors = Screen.OfError(_host);
        PredictionTable table = new(predictor.Vocab);
        bool isComplete = true;
        foreach (FilePrediction result in results)
        {
            if (result.Prediction is { } prediction)
            {
                screen.Line(table.Row(result.Path, prediction));
            }
            else
            {
                isComplete = false;
                ErrorPrinter.Print(errors, result.Error!);
            }
        }

        return isComplete;
    }

    private bool WriteJson(string model, PredictorEnsemble predictor, IEnumerable<FilePrediction> results, string[][] groups, FoldsJson? folds)
    {
        Screen progress = Screen.OfError(_host);
        var predictions = new List<PredictionJson>();
        var errors = new List<FileErrorJson>();
        foreach (FilePrediction result in results)
        {
            string[] group = groups[predictions.Count + errors.Count];
            string[]? several = group.Length > 1 ? group : null;
            if (result.Prediction is { } prediction)
            {
                predictions.Add(PredictionJson.Of(result.Path, prediction, predictor.Vocab) with { Files = several });
            }
            else
            {
                errors.Add(FileErrorJson.Of(result.Path, result.Error!) with { Files = several });
            }

            progress.Live($"{predictions.Count + errors.Count} of {groups.Length} {(several is null ? "files" : "items")}");
        }

        progress.EndLive();
        CliJson.Write(_host.Out, new PredictJson(model, predictions, errors, folds), CliJson.Default.PredictJson);
        return errors.Count == 0;
    }
}
