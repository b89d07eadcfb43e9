using System.Globalization;

namespace Hone.Learn;

/// <summary>The last windows by time are for validation: what is learned was over before the first row that judges.</summary>
/// <remarks>
/// With the moment c at which the validation part begins: a window judges when all rows that it predicts lie at c or later, and is learned from when all of them lie before c; windows
/// that predict rows on both sides are left out. Windows that judge may read rows before c: these are known by then. The validation part is never larger than asked for.
/// </remarks>
public sealed class SeriesSplitter : Splitter
{
    private readonly SeriesWindows _windows;
    private readonly double _validFraction;

    /// <summary>Stores the options.</summary>
    /// <param name="windows">The windows that are split.</param>
    /// <param name="validFraction">Fraction of the windows for validation, 0 to 1; 0.2 as in the other splitters.</param>
    /// <exception cref="ArgumentOutOfRangeException">The fraction is not in 0..1.</exception>
    public SeriesSplitter(SeriesWindows windows, double validFraction = 0.2)
    {
        ArgumentNullException.ThrowIfNull(windows);
        ArgumentOutOfRangeException.ThrowIfLessThan(validFraction, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(validFraction, 1);
        _windows = windows;
        _validFraction = validFraction;
    }

    /// <inheritdoc/>
    /// <exception cref="HoneDataException">There are other items than windows, or too few different moments to split.</exception>
    public override DataSplit Split(IReadOnlyList<string> ids)
    {
        ArgumentNullException.ThrowIfNull(ids);
        IReadOnlyList<SeriesWindow> items = _windows.Items;
        if (ids.Count != items.Count)
        {
            throw new HoneDataException($"As many items as windows, {items.Count}.", $"{ids.Count} items", nameof(SeriesSplitter), "split the windows that the splitter was made with");
        }

        int[] moments = _windows.Moments();
        int offset = _windows.Options.Horizon == 0 ? 0 : _windows.TargetOffset;
        int[] first = [.. items.Select(window => moments[_windows.Order.Rows[window.Start + offset]])];
        int[] last = [.. items.Select(window => moments[_windows.Order.Rows[window.Start + _windows.Length - 1]])];
        int count = (int)(_validFraction * items.Count);
        int[] sorted = [.. first.Order()];
        int start = sorted.Length - count;
        while (start > 0 && start < sorted.Length && sorted[start - 1] == sorted[start])
        {
            start++;
        }

        if (count > 0 && start == sorted.Length)
        {
            throw new HoneDataException($"Different moments among the last {count} of {items.Count} windows, which are for validation.", "the same in all of them", nameof(SeriesSplitter), "take a larger fraction");
        }

        int cut = start == sorted.Length ? int.MaxValue : sorted[start];
        int[] all = [.. Enumerable.Range(0, items.Count)];
        return new DataSplit(Array.FindAll(all, i => last[i] < cut), Array.FindAll(all, i => first[i] >= cut), []);
    }

    /// <summary>Name and options.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"SeriesSplitter(valid {_validFraction})");
}
