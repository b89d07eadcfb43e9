using System.Globalization;
using Hone.Learn.Data;

namespace Hone.Learn;

/// <summary>How often each class was taken for each other class.</summary>
public sealed class ConfusionMatrix
{
    // More columns than this are wider than a terminal.
    private const int MostInWords = 20;

    private readonly long[] _counts;

    /// <summary>An empty matrix.</summary>
    /// <param name="classes">Number of classes.</param>
    public ConfusionMatrix(int classes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 1);
        Classes = classes;
        _counts = new long[classes * classes];
    }

    /// <summary>Number of classes.</summary>
    public int Classes { get; }

    /// <summary>Number of items.</summary>
    public long Count => _counts.Sum();

    /// <summary>Items of a class that were predicted as a class.</summary>
    /// <param name="actual">The right class.</param>
    /// <param name="predicted">The predicted class.</param>
    public long this[int actual, int predicted] => _counts[(actual * Classes) + predicted];

    /// <summary>Counts an item.</summary>
    /// <param name="actual">The right class.</param>
    /// <param name="predicted">The predicted class.</param>
    public void Add(int actual, int predicted) => _counts[(actual * Classes) + predicted]++;

    /// <summary>Mean over classes of 2 TP / (2 TP + FP + FN); a class that never occurs and is never predicted counts 0.</summary>
    /// <returns>0 to 1.</returns>
    public double F1Macro() => Averages.Of(ClassCounts(), Average.Macro, counts => Averages.FBeta(counts, 1));

    /// <summary>The pairs of different classes by how often one was taken for the other; fastai's <c>most_confused</c>.</summary>
    /// <param name="minCount">Pairs with fewer items are left out.</param>
    /// <returns>Most frequent first; equals by class index.</returns>
    public IReadOnlyList<ConfusedPair> MostConfused(int minCount = 1)
    {
        var pairs = new List<ConfusedPair>();
        for (int actual = 0; actual < Classes; actual++)
        {
            for (int predicted = 0; predicted < Classes; predicted++)
            {
                if (actual != predicted && this[actual, predicted] >= minCount)
                {
                    pairs.Add(new ConfusedPair(actual, predicted, this[actual, predicted]));
                }
            }
        }

        return [.. pairs.OrderByDescending(pair => pair.Count).ThenBy(pair => pair.Actual).ThenBy(pair => pair.Predicted)];
    }

    /// <summary>How many were right, and a table with a row for each right class and a column for each predicted one; without the table for more than 20 classes.</summary>
    /// <returns>Some lines.</returns>
    public override string ToString() => ToText([]);

    /// <summary>The same with names of classes; those without one have their index.</summary>
    internal string ToText(IReadOnlyList<string> vocab)
    {
        long count = Count;
        long right = Enumerable.Range(0, Classes).Sum(c => this[c, c]);
        string share = count == 0 ? string.Empty : string.Create(CultureInfo.InvariantCulture, $" ({100.0 * right / count:0.0}%)");
        string head = $"{Wording.Count(count, "item")} of {Wording.Count(Classes, "class", "classes")}, {right} right{share}";
        if (Classes > MostInWords)
        {
            return head;
        }

        string[] names = [.. Enumerable.Range(0, Classes).Select(c => Wording.Name(c, vocab))];
        var lines = new List<string[]> { (string[])["is \\ predicted", .. names] };
        for (int actual = 0; actual < Classes; actual++)
        {
            lines.Add([names[actual], .. Enumerable.Range(0, Classes).Select(predicted => this[actual, predicted].ToString(CultureInfo.InvariantCulture))]);
        }

        return $"{head}\n{TextTable.Of(lines).TrimEnd()}";
    }

    /// <summary>For each class: how often it was right, there, predicted.</summary>
    internal IReadOnlyList<ClassCounts> ClassCounts()
    {
        var counts = new ClassCounts[Classes];
        for (int c = 0; c < Classes; c++)
        {
            long actual = 0;
            long predicted = 0;
            for (int other = 0; other < Classes; other++)
            {
                actual += this[c, other];
                predicted += this[other, c];
            }

            counts[c] = new ClassCounts(this[c, c], actual, predicted);
        }

        return counts;
    }
}
