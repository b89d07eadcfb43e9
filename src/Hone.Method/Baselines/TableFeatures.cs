using Hone.Learn.Data;

namespace Hone.Method;

/// <summary>A table as numbers, learned from its training rows alone: as they are for trees, standardized and one-hot for weighted sums and nets.</summary>
internal sealed class TableFeatures
{
    // A word column with more words becomes codes for trees only: each word would be a feature of a handful of rows.
    private const int MostLevels = 20;

    // Above this share of different words a column is a name or a key, not a feature.
    private const double KeyShare = 0.5;

    private readonly List<string> _notes = [];

    /// <summary>Learns from training rows and prepares both parts.</summary>
    public TableFeatures(Frame frame, IReadOnlyList<string> leftOut, IReadOnlyList<int> train, IReadOnlyList<int> valid)
    {
        var raw = new List<(string Name, float[] Train, float[] Valid)>();
        var dense = new List<(float[] Train, float[] Valid)>();
        foreach (FrameColumn column in frame.Columns.Where(column => !leftOut.Contains(column.Name)))
        {
            double[] values = FrameNumbers.Of(column);
            double[] known = [.. train.Select(row => values[row]).Where(value => !double.IsNaN(value))];
            if (known.Length == 0 || known.All(value => value == known[0]))
            {
                _notes.Add($"column '{column.Name}' left out: {(known.Length == 0 ? "no value" : "one value only")} in the training part");
                continue;
            }

            int different = known.Distinct().Count();
            bool isWord = column.Kind == ColumnKind.Text;
            if (isWord && different > Math.Max(MostLevels, KeyShare * known.Length))
            {
                _notes.Add($"column '{column.Name}' left out: {different} different words in {known.Length} training rows are a name or a key");
                continue;
            }

            raw.Add((column.Name, Take(values, train), Take(values, valid)));
            if (isWord)
            {
                AddWords(dense, values, train, valid);
            }
            else
            {
                AddNumbers(dense, values, train, valid, known);
            }
        }

        Names = [.. raw.Select(column => column.Name)];
        TrainColumns = [.. raw.Select(column => column.Train)];
        ValidColumns = [.. raw.Select(column => column.Valid)];
        DenseWidth = dense.Count;
        TrainRows = Rows([.. dense.Select(column => column.Train)], train.Count);
        ValidRows = Rows([.. dense.Select(column => column.Valid)], valid.Count);
    }

    public IReadOnlyList<string> Names { get; }

    /// <summary>Column by column with NaN for missing values, for trees.</summary>
    public IReadOnlyList<float[]> TrainColumns { get; }

    public IReadOnlyList<float[]> ValidColumns { get; }

    /// <summary>How many numbers a standardized row has.</summary>
    public int DenseWidth { get; }

    /// <summary>Standardized, without gaps: <c>[rows, features]</c>.</summary>
    public float[] TrainRows { get; }

    public float[] ValidRows { get; }

    public IReadOnlyList<string> Notes => _notes;

    // The most frequent words get a feature each, minus its share, so that zeros stand for the average row; rare and unseen words share one row.
    private static void AddWords(List<(float[] Train, float[] Valid)> dense, double[] values, IReadOnlyList<int> train, IReadOnlyList<int> valid)
    {
        double[] words = [.. train.Select(row => values[row]).Where(value => !double.IsNaN(value))
            .GroupBy(value => value)
            .OrderByDescending(group => group.Count())
            .ThenBy(group => group.Key)
            .Take(MostLevels)
            .Select(group => group.Key)];
        foreach (double word in words)
        {
            float share = train.Count(row => values[row] == word) / (float)train.Count;
            dense.Add(([.. train.Select(row => (values[row] == word ? 1 : 0) - share)], [.. valid.Select(row => (values[row] == word ? 1 : 0) - share)]));
        }
    }

    // (x - mean) / deviation of the training part; a gap becomes the mean and, where the training part has gaps, a feature of its own.
    private static void AddNumbers(List<(float[] Train, float[] Valid)> dense, double[] values, IReadOnlyList<int> train, IReadOnlyList<int> valid, double[] known)
    {
        double mean = known.Average();
        double deviation = Math.Sqrt(known.Average(value => (value - mean) * (value - mean)));
        dense.Add(([.. train.Select(Standard)], [.. valid.Select(Standard)]));
        if (known.Length < train.Count)
        {
            float share = 1 - (known.Length / (float)train.Count);
            dense.Add(([.. train.Select(row => (double.IsNaN(values[row]) ? 1 : 0) - share)], [.. valid.Select(row => (double.IsNaN(values[row]) ? 1 : 0) - share)]));
        }

        float Standard(int row) => double.IsNaN(values[row]) ? 0 : (float)((values[row] - mean) / deviation);
    }

    private static float[] Take(double[] values, IReadOnlyList<int> rows) => [.. rows.Select(row => (float)values[row])];

    private static float[] Rows(float[][] columns, int rows)
    {
        var values = new float[rows * columns.Length];
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns.Length; column++)
            {
                values[(row * columns.Length) + column] = columns[column][row];
            }
        }

        return values;
    }
}
