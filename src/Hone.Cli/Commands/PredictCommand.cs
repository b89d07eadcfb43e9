using System.CommandLine;
using Hone.Learn;
using Hone.Method;

namespace Hone.Cli;

/// <summary><c>hone predict MODEL FILES...</c>: what an exported model says about image files or the rows of a table, or recommends to users.</summary>
internal sealed class PredictCommand : HoneVerb
{
    private const string Where = "hone predict";
    private const int UsualItems = 10;
    private const int MostItems = 1_000_000;

    private readonly CliHost _host;
    private readonly Argument<string> _model = new("model") { HelpName = "MODEL", Description = "a .hone file that learner.Export wrote" };
    private readonly Argument<string[]> _files = new("files") { HelpName = "FILES", Description = "image files: PNG, JPEG, BMP, GIF; for a model of tables or a recommender one CSV file", Arity = ArgumentArity.OneOrMore };
    private readonly Option<string> _out = new("--out") { Description = "for a model of pixels: a folder for masks, PNGs of class indices at the size of their pictures; for a table or a recommender: a CSV file", HelpName = "PATH" };
    private readonly Option<string> _top = new("--top") { Description = $"for a recommender: items for each user (default: {UsualItems})", HelpName = "N" };
    private readonly TableReading _reading;
    private readonly Option<bool> _json = CommonOptions.Json();

    public PredictCommand(CliHost host)
        : base("predict", "say what images show, or predict the rows of a table, with an exported model")
    {
        _host = host;
        Arguments.Add(_model);
        Arguments.Add(_files);
        Options.Add(_out);
        Options.Add(_top);
        _reading = new TableReading(this);
        Options.Add(_json);
        SetAction(Run);
    }

    public override IReadOnlyList<Example> Examples { get; } =
    [
        new("hone predict flowers.hone garden.jpg meadow.png", "label, probability and file, one line each"),
        new("hone predict flowers.hone garden.jpg --json > answers.json", "all probabilities, for programs"),
        new("hone predict adult.hone people.csv --out predictions.csv", "a model of tables: one line for each row"),
        new("hone predict films.hone users.csv --top 5", "a recommender: the best items for each user"),
        new("hone predict streets.hone a.jpg b.jpg --out masks", "a model of pixels: shares of the classes, and masks"),
    ];

    private int Run(ParseResult parse)
    {
        string model = parse.GetRequiredValue(_model);
        string[] files = parse.GetRequiredValue(_files);
        string? folder = OptionValues.Folder(parse.GetValue(_out), "--out", Where);
        string? top = parse.GetValue(_top);
        if (Recommender.IsRecommender(Full(model)))
        {
            int count = top is null ? UsualItems : (int)OptionValues.WholeNumber(top, _top.Name, Where, 1, MostItems);
            var items = new RecommendOutput(_host, Recommender.Load(Full(model)), model, files, folder, count);
            items.Write(_reading.Read(parse, Screen.OfError(_host), Where), parse.GetValue(_json));
            return (int)ExitCode.Pass;
        }

        if (top is not null)
        {
            throw new UsageException("--top with a recommender", $"--top {top} with {model}", Where, "leave --top away");
        }

        if (TablePredictor.IsTable(Full(model)))
        {
            var table = new TableOutput(_host, TablePredictor.Load(Full(model)), model, files, folder);
            table.Write(_reading.Read(parse, Screen.OfError(_host), Where), parse.GetValue(_json));
            return (int)ExitCode.Pass;
        }

        Predictor predictor = Predictor.Load(Full(model));
        if (predictor.IsSegmentation)
        {
            var output = new MaskOutput(_host, predictor, files, folder);
            return (int)((parse.GetValue(_json) ? output.WriteJson(model) : output.Show()) ? ExitCode.Pass : ExitCode.BadInput);
        }

        if (folder is not null)
        {
            throw new UsageException("--out with a model that answers for each pixel", $"{model}, which answers with one {predictor.Content.Output.Kind} result of shape {predictor.OutputShape} for each file", Where, "leave --out away; --json gives all probabilities");
        }

        IEnumerable<FilePrediction> results = predictor
            .PredictFiles([.. files.Select(Full)], _host.CancellationToken)
            .Select((result, i) => result with { Path = files[i] });
        bool isComplete = parse.GetValue(_json) ? WriteJson(model, predictor, results, files.Length) : Show(predictor, results);
        return (int)(isComplete ? ExitCode.Pass : ExitCode.BadInput);
    }

    private string Full(string path) => Path.GetFullPath(path, _host.WorkingDirectory);

    private bool Show(Predictor predictor, IEnumerable<FilePrediction> results)
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

    private bool WriteJson(string model, Predictor predictor, IEnumerable<FilePrediction> results, int count)
    {
        Screen progress = Screen.OfError(_host);
        var predictions = new List<PredictionJson>();
        var errors = new List<FileErrorJson>();
        foreach (FilePrediction result in results)
        {
            if (result.Prediction is { } prediction)
            {
                predictions.Add(PredictionJson.Of(result.Path, prediction, predictor.Vocab));
            }
            else
            {
                errors.Add(FileErrorJson.Of(result.Path, result.Error!));
            }

            progress.Live($"{predictions.Count + errors.Count} of {count} files");
        }

        progress.EndLive();
        CliJson.Write(_host.Out, new PredictJson(model, predictions, errors), CliJson.Default.PredictJson);
        return errors.Count == 0;
    }
}
