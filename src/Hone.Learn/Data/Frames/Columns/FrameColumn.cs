namespace Hone.Learn.Data;

/// <summary>One named column of a <see cref="Frame"/>: values of one kind, any of which may be missing. Immutable.</summary>
public abstract class FrameColumn
{
    private int _missing = -1;

    private protected FrameColumn(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        Name = name;
    }

    /// <summary>Its name in the table.</summary>
    public string Name { get; }

    /// <summary>What it holds.</summary>
    public abstract ColumnKind Kind { get; }

    /// <summary>Number of rows.</summary>
    public abstract int Count { get; }

    /// <summary>Memory of the values in bytes.</summary>
    public abstract long ByteCount { get; }

    /// <summary>Rows without a value.</summary>
    public int MissingCount
    {
        get
        {
            if (_missing < 0)
            {
                int missing = 0;
                for (int row = 0; row < Count; row++)
                {
                    missing += IsMissing(row) ? 1 : 0;
                }

                _missing = missing;
            }

            return _missing;
        }
    }

    /// <summary>Whether a row has no value.</summary>
    /// <param name="row">0 to <see cref="Count"/> - 1.</param>
    /// <returns>True when it is missing.</returns>
    public abstract bool IsMissing(int row);

    /// <summary>A value in words, such as it would stand in a file.</summary>
    /// <param name="row">0 to <see cref="Count"/> - 1.</param>
    /// <returns>The text; null when the value is missing.</returns>
    public abstract string? TextAt(int row);

    /// <summary>The same values under another name.</summary>
    /// <param name="name">The new name.</param>
    /// <returns>A column that shares the values.</returns>
    public abstract FrameColumn Rename(string name);

    /// <summary>Name, kind and counts.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => $"{Name}: {Kind}, {Count} rows, {MissingCount} missing";

    /// <summary>Some rows in an order; -1 stands for a missing value.</summary>
    internal abstract FrameColumn Take(ReadOnlySpan<int> rows);

    /// <summary>Which of two rows comes first; both have values.</summary>
    internal abstract int Compare(int first, int second);

    /// <summary>Numbers the different values; 0 stands for missing.</summary>
    internal abstract void Encode(KeyCodes codes, Span<int> result);

    /// <summary>A value as a number: seconds since 1970 for dates, 0 and 1 for true and false; NaN when missing.</summary>
    internal abstract double NumberAt(int row);

    /// <summary>The column with each value in as few bytes as it needs.</summary>
    internal virtual FrameColumn Shrink() => this;
}
