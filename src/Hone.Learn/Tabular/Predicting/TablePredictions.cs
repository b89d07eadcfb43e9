using System.Collections;

namespace Hone.Learn;

/// <summary>What the models say about the rows of a table, and what preparing the rows met on the way.</summary>
public sealed class TablePredictions : IReadOnlyList<TablePrediction>
{
    private readonly double[] _outputs;
    private readonly bool _isCategory;

    internal TablePredictions(double[] outputs, int width, IReadOnlyList<string> vocab, IReadOnlyList<string> targets, ProcReport report)
    {
        _outputs = outputs;
        _isCategory = vocab.Count > 0;
        Width = width;
        Vocab = vocab;
        Targets = targets;
        Report = report;
    }

    /// <summary>Number of rows.</summary>
    public int Count => _outputs.Length / Width;

    /// <summary>Numbers a row: classes, or targets.</summary>
    public int Width { get; }

    /// <summary>Classes by index; empty for numbers.</summary>
    public IReadOnlyList<string> Vocab { get; }

    /// <summary>The columns that are predicted.</summary>
    public IReadOnlyList<string> Targets { get; }

    /// <summary>Unseen categories, unexpected gaps, infinite numbers and columns that nobody asked for, counted.</summary>
    public ProcReport Report { get; }

    /// <summary>Probabilities or numbers: <c>[rows, width]</c>.</summary>
    public ReadOnlyMemory<double> Outputs => _outputs;

    /// <summary>What the models say about a row; of equally probable classes the first.</summary>
    /// <param name="index">Position of the row, from 0.</param>
    public TablePrediction this[int index]
    {
        get
        {
            double[] row = _outputs.AsSpan(index * Width, Width).ToArray();
            return new TablePrediction(index, _isCategory ? Vocab[Array.IndexOf(row, row.Max())] : null, row);
        }
    }

    /// <inheritdoc/>
    public IEnumerator<TablePrediction> GetEnumerator()
    {
        for (int i = 0; i < Count; i++)
        {
            yield return this[i];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
