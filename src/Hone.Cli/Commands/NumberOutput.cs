using System.Globalization;
using Hone.Learn;

namespace Hone.Cli;

/// <summary>What <c>hone predict</c> does with a model of pictures or texts that answers with numbers, such as key points: a line for each file, JSON, or a CSV file.</summary>
internal sealed class NumberOutput
{
    private readonly CliHost _host;
    private readonly PredictorEnsemble _predictor;
    private readonly string[] _files;
    private readonly string? _output;

    /// <param name="host">The environment.</param>
    /// <param name="predictor">The model.</param>
    /// <param name="files">The files as they were typed.</param>
    /// <param name="output">The CSV file to write, as it was typed; null for none.</param>
    /// <exception cref="UsageException">The output would take the place of one of them, or is a folder.</exception>
    public NumberOutput(CliHost host, PredictorEnsemble predictor, string[] files, string? output)
    {
        _host = host;
        _predictor = predictor;
        _files = files;
        _output = output;
        if (output is not null && (Directory.Exists(Full(output)) || files.Any(file => Full(file) == Full(output))))
        {
            throw new UsageException("a new file after --out, such as points.csv", $"'{output}'", "hone predict", "choose another name: the files stay as they are");
        }
    }

    /// <summary>Predicts and writes; false when a file could not be read.</summary>
    public bool Write(string model, bool isJson, FoldsJson? folds)
    {
        Screen screen = Screen.OfOutput(_host);
        Screen errors = Screen.OfError(_host);
        var answers = new List<FileNumbersJson>();
        var rows = new List<IReadOnlyList<string>>();
        var unread = new List<FileErrorJson>();
        foreach (FileNumbers result in _predictor.NumberFiles([.. _files.Select(Full)], _host.CancellationToken).Select((result, i) => result with { Path = _files[i] }))
        {
            if (result.Numbers is not { } numbers)
            {
                unread.Add(FileErrorJson.Of(result.Path, result.Error!));
                if (!isJson)
                {
                    ErrorPrinter.Print(errors, result.Error!);
                }

                continue;
            }

            answers.Add(FileNumbersJson.Of(result.Path, numbers, _predictor.ArePoints));
            rows.Add([result.Path, .. numbers.Select(value => value.ToString("R", CultureInfo.InvariantCulture))]);
            if (!isJson && _output is null)
            {
                screen.Line(Screen.Styled(result.Path, "bold"));
                screen.Paragraph("  ", 2, Text(numbers));
            }
        }

        if (_output is not null)
        {
            PredictedTable.Write(Full(_output), [Header(rows.Count == 0 ? 0 : rows[0].Count - 1), .. rows]);
        }

        if (isJson)
        {
            CliJson.Write(_host.Out, new NumbersJson(model, answers, unread, folds), CliJson.Default.NumbersJson);
        }
        else if (_output is not null)
        {
            screen.Paragraph("", 0, $"{Figures.Count(rows.Count)} files predicted, in {_output}");
        }

        return unread.Count == 0;
    }

    private string Text(IReadOnlyList<float> numbers) => _predictor.ArePoints
        ? string.Join(" ", numbers.Chunk(2).Select(point => string.Create(CultureInfo.InvariantCulture, $"{point[0]:0.0},{point[1]:0.0}")))
        : string.Join(" ", numbers.Select(value => Figures.Measure(value)));

    private IReadOnlyList<string> Header(int width) =>
        ["file", .. Enumerable.Range(0, width).Select(i => string.Create(CultureInfo.InvariantCulture, $"{(!_predictor.ArePoints ? "y" : i % 2 == 0 ? "x" : "y")}{(_predictor.ArePoints ? i / 2 : i)}"))];

    private string Full(string path) => Path.GetFullPath(path, _host.WorkingDirectory);
}
