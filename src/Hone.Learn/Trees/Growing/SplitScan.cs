namespace Hone.Learn;

/// <summary>
/// The arithmetic of a criterion: adds rows to sums, and looks through sums for the best place to cut. Sums have a number of channels per code:
/// [weight, weight * target] for numbers and two classes, the weight of each class for more.
/// </summary>
internal abstract class SplitScan
{
    /// <summary>Numbers per code.</summary>
    public abstract int Channels { get; }

    /// <summary>Adds each row to the sums of its code.</summary>
    /// <param name="codes">[rows].</param>
    /// <param name="rows">The rows of a node.</param>
    /// <param name="sums">[codes, channels].</param>
    /// <param name="counts">Rows of each code.</param>
    public abstract void AddByCode(ReadOnlySpan<ushort> codes, ReadOnlySpan<TrainingRow> rows, Span<double> sums, Span<int> counts);

    /// <summary>Adds rows in the order of sorted keys (code in the upper, position in the lower 16 bits) to the sums of groups of equal code.</summary>
    /// <returns>Number of groups.</returns>
    public abstract int AddSorted(ReadOnlySpan<uint> keys, ReadOnlySpan<TrainingRow> rows, Span<double> sums, Span<int> counts, Span<int> codes);

    /// <summary>Adds all rows to one sum.</summary>
    public abstract void AddAll(ReadOnlySpan<TrainingRow> rows, Span<double> sum);

    /// <summary>Adds rows to one of three sums [left, right, missing] and counts them.</summary>
    public abstract void AddSides(ReadOnlySpan<ushort> codes, ReadOnlySpan<TrainingRow> rows, int lastLeft, int missingCode, Span<double> sums, Span<int> counts);

    /// <summary>The score of one side.</summary>
    public abstract double Score(ReadOnlySpan<double> sum);

    /// <summary>Looks for the cut between groups with the best score.</summary>
    /// <param name="sums">[groups, channels], in the order of the codes.</param>
    /// <param name="counts">Rows per group.</param>
    /// <param name="total">Sum of all groups.</param>
    /// <param name="hasMissing">Whether the last group is the rows with a missing value.</param>
    /// <param name="minLeaf">Least rows of a side.</param>
    /// <param name="best">Best score so far; raised when a better cut is found.</param>
    /// <param name="missingGoesRight">Side of the missing values at the cut found.</param>
    /// <returns>The group after which to cut, or -1.</returns>
    public abstract int FindCut(ReadOnlySpan<double> sums, ReadOnlySpan<int> counts, ReadOnlySpan<double> total, bool hasMissing, int minLeaf, ref double best, out bool missingGoesRight);
}
