using System.Text;

namespace Hone.Learn;

/// <summary>How many items of each part have each class, in one line.</summary>
internal static class ClassesOfParts
{
    private const int Shown = 10;

    /// <summary>A step of a summary for each target that is classes.</summary>
    /// <param name="targets">The targets.</param>
    /// <param name="split">The parts; labels of the test part are not read.</param>
    public static IEnumerable<SummaryStep> Steps(IEnumerable<Column> targets, DataSplit split)
    {
        foreach (Column target in targets)
        {
            if (target.Classes is { } classes)
            {
                yield return new SummaryStep($"classes of {target.Name}", $"train: {Line(target.Vocab, classes, split.Train)}; valid: {Line(target.Vocab, classes, split.Valid)}");
            }
        }
    }

    private static string Line(IReadOnlyList<string> vocab, Func<int, IReadOnlyList<int>> classes, IReadOnlyList<int> items)
    {
        var counts = new int[vocab.Count];
        foreach (int item in items)
        {
            foreach (int code in classes(item))
            {
                counts[code]++;
            }
        }

        int[] order = [.. Enumerable.Range(0, counts.Length).OrderByDescending(code => counts[code])];
        var text = new StringBuilder(string.Join(", ", order.Take(Shown).Select(code => $"{vocab[code]} {counts[code]}")));
        if (order.Length > Shown)
        {
            // The rare ones are what a split or a metric fails on.
            text.Append($", and {order.Length - Shown} more down to {vocab[order[^1]]} {counts[order[^1]]}");
        }

        return text.ToString();
    }
}
