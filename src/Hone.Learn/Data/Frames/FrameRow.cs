namespace Hone.Learn.Data;

/// <summary>One row of a table, for conditions and as an item of a data block.</summary>
public readonly struct FrameRow : IEquatable<FrameRow>
{
    private readonly Frame _frame;

    internal FrameRow(Frame frame, int index)
    {
        _frame = frame;
        Index = index;
    }

    /// <summary>Its position, from 0.</summary>
    public int Index { get; }

    /// <summary>Whether a column has no value here.</summary>
    /// <param name="column">Name of the column.</param>
    /// <returns>True when it is missing.</returns>
    public bool IsMissing(string column) => _frame[column].IsMissing(Index);

    /// <summary>A value as a number: numbers and integers as they are, dates as seconds since 1970, truth as 0 and 1.</summary>
    /// <param name="column">Name of the column.</param>
    /// <returns>The number; NaN when missing, so that every comparison with it is false.</returns>
    /// <exception cref="HoneDataException">The column holds text.</exception>
    public double Number(string column) => _frame[column].NumberAt(Index);

    /// <summary>A value in words.</summary>
    /// <param name="column">Name of the column.</param>
    /// <returns>The text; null when missing.</returns>
    public string? Text(string column) => _frame[column].TextAt(Index);

    /// <summary>A value in words, by the position of its column.</summary>
    /// <param name="column">Position of the column, from 0.</param>
    /// <returns>The text; null when missing.</returns>
    /// <exception cref="HoneDataException">There is no such column.</exception>
    public string? Text(int column) => (uint)column < (uint)_frame.Columns.Count
        ? _frame.Columns[column].TextAt(Index)
        : throw new HoneDataException($"A table with a column {column}, counted from 0.", $"{_frame.Columns.Count} columns: {string.Join(", ", _frame.Names)}", "Frame", "check the separator, or choose other columns");

    /// <summary>A date.</summary>
    /// <param name="column">Name of a column of dates.</param>
    /// <returns>The date; null when missing.</returns>
    /// <exception cref="HoneDataException">The column holds something else.</exception>
    public DateTime? Date(string column) => _frame.DateColumn(column)[Index];

    /// <inheritdoc/>
    public bool Equals(FrameRow other) => ReferenceEquals(_frame, other._frame) && Index == other.Index;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is FrameRow other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_frame, Index);

    /// <summary>Whether both are the same row of the same table.</summary>
    /// <param name="left">A row.</param>
    /// <param name="right">Another.</param>
    public static bool operator ==(FrameRow left, FrameRow right) => left.Equals(right);

    /// <summary>Whether they are different rows.</summary>
    /// <param name="left">A row.</param>
    /// <param name="right">Another.</param>
    public static bool operator !=(FrameRow left, FrameRow right) => !left.Equals(right);
}
