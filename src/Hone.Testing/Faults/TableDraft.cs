using Hone.Learn.Data;

namespace Hone.Testing;

/// <summary>
/// An honest table to plant faults into: three numbers and a category, a target of two classes that goes with the first two numbers, and a random split in which
/// every row stands for itself.
/// </summary>
internal sealed class TableDraft
{
    private static readonly string[] Colors = ["amber", "blue", "coral", "denim"];

    private readonly Dictionary<string, FrameColumn> _more = [];
    private readonly List<string> _order = [];

    public TableDraft(ulong seed, int rows)
    {
        Random = new FaultRandom(seed);
        First = Normals(rows);
        Second = Normals(rows);
        Third = Normals(rows);
        Color = Enumerable.Range(0, rows).Select(_ => Colors[Random.Below(Colors.Length)]).ToArray();
        Label = First.Zip(Second).Select(pair => pair.First + pair.Second + (0.8 * Random.Normal()) > 0 ? "yes" : "no").ToArray();
        Part = Enumerable.Range(0, rows).Select(row => row % 10 < 6 ? "train" : row % 10 < 8 ? "valid" : "test").ToArray();
        Random.Shuffle(Part);
    }

    public FaultRandom Random { get; }

    public int Rows => Label.Length;

    public double[] First { get; set; }

    public double[] Second { get; set; }

    public double[] Third { get; set; }

    public string[] Color { get; set; }

    public string[] Label { get; set; }

    public string[] Part { get; set; }

    public double[] Normals(int count) => Enumerable.Range(0, count).Select(_ => Random.Normal()).ToArray();

    public void Add(FrameColumn column)
    {
        _order.Add(column.Name);
        _more[column.Name] = column;
    }

    /// <summary>Copies the features of one row over those of another.</summary>
    public void CopyRow(int from, int to)
    {
        First[to] = First[from];
        Second[to] = Second[from];
        Third[to] = Third[from];
        Color[to] = Color[from];
    }

    public FaultyTable Build() => new(
        new Frame(
        [
            new NumberColumn("first", First),
            new NumberColumn("second", Second),
            new NumberColumn("third", Third),
            new CategoricalColumn("color", Color),
            .. _order.Select(name => _more[name]),
            new CategoricalColumn("answer", Label),
            new CategoricalColumn(FaultyTable.SplitColumn, Part),
        ]),
        "answer");
}
