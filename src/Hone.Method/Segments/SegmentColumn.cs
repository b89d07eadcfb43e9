using Hone.Learn.Data;

namespace Hone.Method;

/// <summary>A column as a tree reads it: numbers by thresholds, words by equality.</summary>
internal sealed class SegmentColumn
{
    // Finer cuts than this find the same segments and make every interval wider.
    private const int Cuts = 12;
    private const int MostWords = 24;

    private SegmentColumn(string name, bool isWord, double[] values, IReadOnlyList<string> words, double[] cuts)
    {
        Name = name;
        IsWord = isWord;
        Values = values;
        Words = words;
        Thresholds = cuts;
    }

    public string Name { get; }

    public bool IsWord { get; }

    /// <summary>The value of each item: a number, or the position of its word; NaN is missing.</summary>
    public double[] Values { get; }

    public IReadOnlyList<string> Words { get; }

    /// <summary>Where a number may be cut: x ≤ threshold goes left. For words their positions: equal goes left.</summary>
    public double[] Thresholds { get; }

    /// <summary>Reads a column for some rows; null where it tells nothing: one value, or a different word nearly everywhere.</summary>
    public static SegmentColumn? Of(FrameColumn column, IReadOnlyList<int> rows)
    {
        bool isWord = column.Kind is ColumnKind.Text or ColumnKind.Bool;
        if (isWord)
        {
            string?[] texts = [.. rows.Select(column.TextAt)];
            string[] words = [.. texts.OfType<string>().GroupBy(text => text, StringComparer.Ordinal).OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal).Select(group => group.Key)];
            Dictionary<string, double> positions = words.Select((word, i) => (word, i)).ToDictionary(pair => pair.word, pair => (double)pair.i, StringComparer.Ordinal);
            return words.Length < 2 || words.Length > texts.Length / 2
                ? null
                : new SegmentColumn(column.Name, true, [.. texts.Select(text => text is null ? double.NaN : positions[text])], words, [.. Enumerable.Range(0, Math.Min(MostWords, words.Length)).Select(i => (double)i)]);
        }

        double[] all = FrameNumbers.Of(column);
        double[] values = [.. rows.Select(row => all[row])];
        double[] known = [.. values.Where(double.IsFinite).Order()];
        if (known.Length == 0 || known[0] == known[^1])
        {
            return null;
        }

        double[] cuts = [.. Enumerable.Range(1, Cuts).Select(i => known[(int)((long)i * (known.Length - 1) / (Cuts + 1))]).Where(cut => cut < known[^1]).Distinct()];
        return new SegmentColumn(column.Name, false, values, [], cuts);
    }

    /// <summary>Whether an item goes left at a threshold; missing values go right.</summary>
    public bool GoesLeft(int item, double threshold) => IsWord ? Values[item] == threshold : Values[item] <= threshold;

    public string Condition(double threshold, bool left)
    {
        if (IsWord)
        {
            return $"{Name} {(left ? "=" : "≠")} {Words[(int)threshold]}";
        }

        return $"{Name} {(left ? "≤" : ">")} {Numbers.Short(threshold)}{(left || !Values.Any(double.IsNaN) ? "" : " or missing")}";
    }
}
