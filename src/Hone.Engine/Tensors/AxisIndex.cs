namespace Hone;

/// <summary>
/// What to take of one axis, inside of <c>x[...]</c>: one index, which removes the axis, or a range, which keeps it. Nobody makes one by name: <c>3</c>, <c>-1</c>,
/// <c>^1</c>, <c>1..^1</c> and <c>..</c> convert to it.
/// </summary>
public readonly struct AxisIndex
{
    private AxisIndex(Range range, bool isRange)
    {
        Range = range;
        IsRange = isRange;
    }

    /// <summary>Whether this is a range.</summary>
    internal bool IsRange { get; }

    /// <summary>The range; the index is its start where this is an index.</summary>
    internal Range Range { get; }

    /// <summary>An index; negative ones count from the end, as in PyTorch: -1 is the last.</summary>
    public static implicit operator AxisIndex(int index)
    {
        // No axis is as long as either end of the range of int, so that the one without a counterpart may become its neighbour.
        Index place = index >= 0 ? new Index(index) : new Index(-Math.Max(index, -int.MaxValue), fromEnd: true);
        return place;
    }

    /// <summary>An index, from the end with <c>^</c>: <c>^1</c> is the last.</summary>
    public static implicit operator AxisIndex(Index index) => new(new Range(index, index), isRange: false);

    /// <summary>A range, without its end: <c>1..3</c> takes the indices 1 and 2, <c>..</c> all.</summary>
    public static implicit operator AxisIndex(Range range) => new(range, isRange: true);

    /// <summary>The index as PyTorch writes it, or the range as C# writes it.</summary>
    public override string ToString()
    {
        if (IsRange)
        {
            return Range.ToString();
        }

        Index index = Range.Start;
        return index.IsFromEnd && index.Value > 0 ? $"-{index.Value}" : index.ToString();
    }
}
