using System.Globalization;
using Hone.Learn;
using Hone.Learn.Data;

namespace Hone.Cli;

/// <summary>What <c>hone predict</c> does with a model of tables: each row predicted, on the screen, as JSON, or as a CSV file.</summary>
internal sealed class TableOutput
{
    private readonly CliHost _host;
    private readonly TableEnsemble _predictor;
    private readonly string _model;
    private readonly PredictedTable _table;

    /// <param name="host">The environment.</param>
    /// <param name="predictor">The model.</param>
    /// <param name="model">Its file as it was typed.</param>
    /// <param name="files">The tables as they were typed.</param>
    /// <param name="output">The file for predictions, as it was typed; null for none.</param>
    /// <exception cref="UsageException">There is not exactly one table, or the output would take its place or that of the model.</exception>
    public TableOutput(CliHost host, TableEnsemble predictor, string model, string[] files, string? output)
    {
        _host = host;
        _predictor = predictor;
        _model = model;
        _table = new PredictedTable(host, model, files, output, ("one table after a model of tables", "predict them one by one", "predictions.csv"));
    }

    /// <summary>Predicts and writes.</summary>
    public void Write(CsvOptions options, bool isJson, FoldsJson? folds)
    {
        Frame rows = TableReading.Load(() => _predictor.ReadCsv(_table.Path, options, _host.CancellationToken));
        Screen errors = Screen.OfError(_host);
        errors.EndLive();
        TablePredictions predictions = _predictor.Predict(rows, _host.CancellationToken);
        if (_table.OutName is not null)
        {
            Store(predictions);
        }

        if (isJson)
        {
            CliJson.Write(_host.Out, new TablePredictJson(_model, _table.Name, predictions.Targets, [.. predictions.Select(prediction => TablePredictionJson.Of(prediction, predictions))], [.. predictions.Report.Notes.Select(NoteJson.Of)], folds), CliJson.Default.TablePredictJson);
            return;
        }

        foreach (ProcNote note in predictions.Report.Notes)
        {
            errors.Paragraph("[yellow]note[/]  ", 6, NoteText.Of(note));
        }

        Screen screen = Screen.OfOutput(_host);
        if (_table.OutName is null)
        {
            Show(screen, predictions);
        }
        else
        {
            screen.Paragraph("", 0, $"{Figures.Count(predictions.Count)} rows predicted, in {_table.OutName}");
        }
    }

    private static void Show(Screen screen, TablePredictions predictions)
    {
        TableColumn[] columns = predictions.Vocab.Count > 0
            ? [new("row", 0, IsNumber: true), new("prob.", 0, IsNumber: true), new(predictions.Targets[0], 0)]
            : [new("row", 0, IsNumber: true), .. predictions.Targets.Select(target => new TableColumn(target, 0, IsNumber: true))];
        TableCell[][] rows = [.. predictions.Select(Cells)];
        TextTable table = TextTable.Fitting(columns, rows);
        screen.Line(table.Header());
        foreach (TableCell[] row in rows)
        {
            screen.Line(table.Row(row));
        }
    }

    private static TableCell[] Cells(TablePrediction prediction)
    {
        string row = Figures.Count(prediction.Row + 1);
        return prediction.Label is { } label
            ? [row, Figures.Score(prediction.Probability), label]
            : [row, .. prediction.Outputs.Select(value => (TableCell)Figures.Measure(value))];
    }

    private void Store(TablePredictions predictions)
    {
        bool isClasses = predictions.Vocab.Count > 0;
        string[] header = isClasses ? ["row", predictions.Targets[0], "probability", .. predictions.Vocab.Select(name => "p " + name)] : ["row", .. predictions.Targets];
        _table.Write([header, .. predictions.Select(Fields)]);

        IReadOnlyList<string> Fields(TablePrediction prediction)
        {
            IEnumerable<string> numbers = prediction.Outputs.Select(value => value.ToString("R", CultureInfo.InvariantCulture));
            string row = (prediction.Row + 1).ToString(CultureInfo.InvariantCulture);
            return isClasses ? [row, prediction.Label!, prediction.Probability.ToString("R", CultureInfo.InvariantCulture), .. numbers] : [row, .. numbers];
        }
    }
}
