using Hone.Learn;
using Hone.Method;

namespace Hone.Cli;

/// <summary>Shows a table being learned: columns and split, then one row for each model, with a live line in between.</summary>
internal sealed class TrainView : ITableTrainingObserver
{
    private const int BarWidth = 24;
    private const int NameWidth = 20;
    private const int ShownClasses = 6;

    private readonly Screen _screen;
    private readonly bool _isSilent;
    private TextTable? _table;
    private string _rung = "";

    public TrainView(Screen screen, bool isSilent)
    {
        _screen = screen;
        _isSilent = isSilent;
    }

    /// <summary>Says which table is learned.</summary>
    public void Announce(string file, int rows, int columns)
    {
        if (!_isSilent)
        {
            _screen.Paragraph("[bold]hone train[/]  ", 12, $"{file}: {Figures.Count(rows)} rows, {columns} columns", "dim");
        }
    }

    public void Described(TableDescription description)
    {
        if (_isSilent)
        {
            return;
        }

        TableCell[][] rows = [.. description.Columns.Select(column => (TableCell[])[column.Name, new(column.Kind.ToLowerInvariant(), "dim"), RoleText(column.Role), new(column.Missing == 0 ? "" : Figures.Count(column.Missing), "dim")])];
        TextTable columns = TextTable.Fitting([new("column", 0), new("kind", 0), new("role", 0), new("missing", 0, IsNumber: true)], rows);
        _screen.Line(columns.Header());
        foreach (TableCell[] row in rows)
        {
            _screen.Line(columns.Row(row));
        }

        _screen.Line();
        string what = description.Classes.Count == 0 ? "a number" : $"{description.Classes.Count} classes: {string.Join(", ", description.Classes.Take(ShownClasses))}{(description.Classes.Count > ShownClasses ? ", ..." : "")}";
        _screen.Paragraph("  ", 2, $"predicts {description.Target}, {what}");
        _screen.Paragraph("  ", 2, $"split {description.Split}: {Figures.Count(description.TrainRows)} rows to learn from, {Figures.Count(description.ValidRows)} to score on");
        _screen.Line();
        string metric = MetricText(description.Metric);
        _table = new TextTable(
            new TableColumn("model", NameWidth),
            new TableColumn(metric, Math.Max(10, metric.Length), IsNumber: true),
            new TableColumn("95% interval", 18),
            new TableColumn("n", 7, IsNumber: true),
            new TableColumn("time", 6, IsNumber: true),
            new TableColumn("", 0));
        _screen.Line(_table.Header());
    }

    public void Noted(ProcNote note)
    {
        if (!_isSilent)
        {
            _screen.Paragraph("  [yellow]note[/]  ", 8, NoteText.Of(note));
        }
    }

    public void RungBegan(string name, int number, int count)
    {
        _rung = $"{number} of {count}  {name}";
        Advanced(0);
    }

    public void Advanced(double done)
    {
        if (!_isSilent)
        {
            _screen.Live($"  {ProgressBar.Of(done, BarWidth)}  [dim]{Screen.Styled(_rung, "")}[/]");
        }
    }

    public void RungFinished(TableRung rung)
    {
        if (_isSilent || _table is null)
        {
            return;
        }

        int room = Math.Max(0, _screen.Width - _table.Width);
        string detail = rung.Detail.Length <= room ? rung.Detail : rung.Detail[..Math.Max(0, room - 3)] + "...";
        _screen.Line(_table.Row(
            rung.Name,
            new(Figures.Measure(rung.Score), "bold"),
            $"[{Figures.Measure(rung.Interval.Low)}, {Figures.Measure(rung.Interval.High)}]",
            Figures.Count(rung.N),
            new(Figures.ShortDuration(rung.Seconds), "dim"),
            new(detail, "dim")));
    }

    /// <summary>Says what is best and where it was written.</summary>
    /// <param name="result">What came of it.</param>
    /// <param name="file">The file as it was typed; null for none.</param>
    /// <param name="command">How the user calls this program.</param>
    public void Finished(TableTrainingResult result, string? file, string command)
    {
        if (_isSilent)
        {
            return;
        }

        _screen.Line();
        string metric = $"{MetricText(result.Description.Metric)} {Figures.Measure(result.Best.Score)}";
        if (result.Verdict == Verdict.Better)
        {
            _screen.Paragraph("  [green bold]best[/]  ", 8, $"{result.Best.Name}, {metric}; chosen on the rows that it is scored on, so a little too good");
        }
        else
        {
            _screen.Paragraph("  [yellow bold]best[/]  ", 8, $"{result.Best.Name}, {metric}: no better than the constant guess beyond chance; these columns do not tell {result.Description.Target}");
        }

        if (result.RefitRows is { } rows)
        {
            _screen.Paragraph("  refit ", 8, $"{result.Best.Name} on all {Figures.Count(rows)} rows; the score above is that of the model that had not seen the rows it was scored on, and this one has none");
        }

        if (file is not null)
        {
            _screen.Paragraph("  saved ", 8, $"{file}; {command} predict {CommandLines.Quoted(file)} TABLE.csv predicts new rows");
        }
    }

    private static string RoleText(ColumnRole role) => role switch
    {
        ColumnRole.LeftOut => "left out",
        _ => role.ToString().ToLowerInvariant(),
    };

    private static string MetricText(TableMetric metric) => metric switch
    {
        TableMetric.Accuracy => "accuracy",
        TableMetric.RocAuc => "ROC AUC",
        TableMetric.Rmse => "RMSE",
        TableMetric.Mae => "MAE",
        _ => "RMSLE",
    };
}
