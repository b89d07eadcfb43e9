using System.Globalization;
using Hone.Learn;
using Hone.Learn.Data;

namespace Hone.Cli;

/// <summary>What <c>hone predict</c> does with a recommender: the best items for each user of a table, on the screen, as JSON, or as a CSV file.</summary>
internal sealed class RecommendOutput
{
    private readonly CliHost _host;
    private readonly Recommender _recommender;
    private readonly string _model;
    private readonly PredictedTable _table;
    private readonly int _count;

    /// <param name="host">The environment.</param>
    /// <param name="recommender">The model.</param>
    /// <param name="model">Its file as it was typed.</param>
    /// <param name="files">The tables as they were typed.</param>
    /// <param name="output">The file for recommendations, as it was typed; null for none.</param>
    /// <param name="count">Items for each user.</param>
    /// <exception cref="UsageException">There is not exactly one table, or the output would take its place or that of the model.</exception>
    public RecommendOutput(CliHost host, Recommender recommender, string model, string[] files, string? output, int count)
    {
        _host = host;
        _recommender = recommender;
        _model = model;
        _count = count;
        _table = new PredictedTable(host, model, files, output, ("one table of users after a recommender", "take them one by one", "recommendations.csv"));
    }

    /// <summary>Recommends and writes.</summary>
    public void Write(CsvOptions options, bool isJson)
    {
        Frame table = TableReading.Load(() => Frame.ReadCsv(_table.Path, options, _host.CancellationToken));
        Screen errors = Screen.OfError(_host);
        errors.EndLive();
        FrameColumn column = table[_recommender.User];
        string[] users = [.. Enumerable.Range(0, column.Count).Select(column.TextAt).OfType<string>().Distinct(StringComparer.Ordinal)];
        ProcNote[] notes = Notes(column, users);
        var rows = new List<UserItemsJson>();
        foreach (string user in users)
        {
            _host.CancellationToken.ThrowIfCancellationRequested();
            rows.Add(new UserItemsJson(user, _recommender.Knows(user), _recommender.Recommend(user, _count)));
        }

        if (_table.OutName is not null)
        {
            Store(rows);
        }

        if (isJson)
        {
            CliJson.Write(_host.Out, new RecommendJson(_model, _table.Name, _recommender.User, _recommender.Item, rows, [.. notes.Select(NoteJson.Of)]), CliJson.Default.RecommendJson);
            return;
        }

        foreach (ProcNote note in notes)
        {
            errors.Paragraph("[yellow]note[/]  ", 6, NoteText.Of(note));
        }

        Screen screen = Screen.OfOutput(_host);
        if (_table.OutName is null)
        {
            Show(screen, rows);
        }
        else
        {
            screen.Paragraph("", 0, $"{Figures.Count(_count)} items for {Figures.Count(rows.Count)} users, in {_table.OutName}");
        }
    }

    private ProcNote[] Notes(FrameColumn column, string[] users)
    {
        string[] unknown = [.. users.Where(user => !_recommender.Knows(user))];
        ProcNote[] all =
        [
            new ProcNote(_recommender.User, "not in the training rows, taken for an average one", unknown.Length, unknown.FirstOrDefault()),
            new ProcNote(_recommender.User, "missing; left out", column.MissingCount),
            new ProcNote(_recommender.User, "repeated; answered once", column.Count - column.MissingCount - users.Length),
        ];
        return [.. all.Where(note => note.Count > 0)];
    }

    private void Show(Screen screen, IReadOnlyList<UserItemsJson> rows)
    {
        TableColumn[] columns = [new(_recommender.User, 0), new("rank", 0, IsNumber: true), new(_recommender.Item, 0), new("score", 0, IsNumber: true)];
        TableCell[][] cells = [.. rows.SelectMany(row => row.Items.Select((item, i) => (TableCell[])[i == 0 ? row.User : "", Figures.Count(i + 1), item.Item, Figures.Measure(item.Score)]))];
        TextTable table = TextTable.Fitting(columns, cells);
        screen.Line(table.Header());
        foreach (TableCell[] row in cells)
        {
            screen.Line(table.Row(row));
        }
    }

    private void Store(IReadOnlyList<UserItemsJson> rows) =>
        _table.Write([[_recommender.User, "rank", _recommender.Item, "score"], .. rows.SelectMany(row => row.Items.Select((item, i) => Fields(row.User, i + 1, item)))]);

    private static IReadOnlyList<string> Fields(string user, int rank, ScoredItem item) =>
        [user, rank.ToString(CultureInfo.InvariantCulture), item.Item, item.Score.ToString("R", CultureInfo.InvariantCulture)];
}
