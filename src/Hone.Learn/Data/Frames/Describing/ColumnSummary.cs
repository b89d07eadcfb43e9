namespace Hone.Learn.Data;

/// <summary>A column in numbers.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">What it holds.</param>
/// <param name="Count">Rows with a value.</param>
/// <param name="Missing">Rows without.</param>
/// <param name="Distinct">Different values.</param>
/// <param name="Top">The most frequent values, the most frequent first; ties in the order in which they occur.</param>
public sealed record ColumnSummary(string Name, ColumnKind Kind, int Count, int Missing, int Distinct, IReadOnlyList<ValueCount> Top)
{
    /// <summary>Values that are infinite; they count in no other number here.</summary>
    public int Infinite { get; init; }

    /// <summary>Mean of the finite values; NaN for text and dates.</summary>
    public double Mean { get; init; } = double.NaN;

    /// <summary>Standard deviation with n - 1; NaN for text and dates.</summary>
    public double Std { get; init; } = double.NaN;

    /// <summary>Least value.</summary>
    public double Min { get; init; } = double.NaN;

    /// <summary>A quarter of the values lies below; linear between ranks, as in pandas.</summary>
    public double LowerQuartile { get; init; } = double.NaN;

    /// <summary>Half of the values lies below.</summary>
    public double Median { get; init; } = double.NaN;

    /// <summary>Three quarters of the values lie below.</summary>
    public double UpperQuartile { get; init; } = double.NaN;

    /// <summary>Greatest value.</summary>
    public double Max { get; init; } = double.NaN;
}
