using System.Globalization;

namespace Hone.Learn;

/// <summary>The last items are for validation, for lists in the order of time; fastai's <c>EndSplitter</c>.</summary>
public sealed class EndSplitter : Splitter
{
    private readonly double _validFraction;
    private readonly bool _validLast;

    /// <summary>Stores the options.</summary>
    /// <param name="validFraction">Fraction for validation, 0 to 1; 0.2 as in fastai. Their number is rounded down.</param>
    /// <param name="validLast">Whether validation is the end; false for the beginning.</param>
    /// <exception cref="ArgumentOutOfRangeException">The fraction is not in 0..1.</exception>
    public EndSplitter(double validFraction = 0.2, bool validLast = true)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(validFraction, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(validFraction, 1);
        _validFraction = validFraction;
        _validLast = validLast;
    }

    /// <inheritdoc/>
    public override DataSplit Split(IReadOnlyList<string> ids)
    {
        ArgumentNullException.ThrowIfNull(ids);
        int[] all = [.. Enumerable.Range(0, ids.Count)];
        int count = (int)(_validFraction * ids.Count);
        return _validLast ? new DataSplit(all[..^count], all[^count..], []) : new DataSplit(all[count..], all[..count], []);
    }

    /// <summary>Name and options.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"EndSplitter(valid {_validFraction}, {(_validLast ? "last" : "first")})");
}
