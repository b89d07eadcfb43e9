using System.Globalization;

namespace Hone.Learn.Plots.Drawing;

/// <summary>Ticks at multiples of 1, 2 or 5 times a power of ten.</summary>
internal sealed class LinearTicks
{
    // Closer than this the ticks of doubles would fall on each other.
    private const double SmallestRelativeSpan = 1e-9;

    private readonly int _mantissa;
    private readonly int _exponent;

    private LinearTicks(int mantissa, int exponent)
    {
        _mantissa = mantissa;
        _exponent = exponent;
    }

    public double Step => ValueAt(1);

    /// <summary>A range that has a width: a single value gets room on both sides, and an all-zero range becomes [0, 1].</summary>
    public static (double Min, double Max) WidenIfFlat(double min, double max)
    {
        double magnitude = Math.Max(Math.Abs(min), Math.Abs(max));
        if (magnitude < 1e-290)
        {
            return (0, 1);
        }

        if ((max * 0.25) - (min * 0.25) > magnitude * SmallestRelativeSpan)
        {
            return (min, max);
        }

        double center = (min * 0.5) + (max * 0.5);
        double margin = magnitude * 0.05;
        return (Math.Max(center - margin, -double.MaxValue), Math.Min(center + margin, double.MaxValue));
    }

    /// <summary>The finest step that gives at most <paramref name="count"/> intervals over the range.</summary>
    public static LinearTicks Between(double min, double max, int count, bool wholeNumbers)
    {
        // 1. The step that would divide the range exactly; divided first, so that it cannot overflow.
        double raw = (max / count) - (min / count);

        // 2. Its power of ten, and the next of 1, 2, 5, 10 above the remaining factor. The tolerance forgives rounding: 0.2000000001 is 0.2.
        int exponent = (int)Math.Floor(Math.Log10(raw));
        double factor = raw / Math.Pow(10, exponent);
        int mantissa = factor <= 1 + 1e-9 ? 1 : factor <= 2 + 1e-9 ? 2 : factor <= 5 + 1e-9 ? 5 : 10;
        if (mantissa == 10)
        {
            mantissa = 1;
            exponent++;
        }

        // 3. A coarse step can miss a short range altogether, such as 5 between -19.9 and -15.7: then the next finer one serves.
        var ticks = new LinearTicks(mantissa, exponent);
        if (ticks.IsEmpty(min, max))
        {
            ticks = mantissa == 1 ? new LinearTicks(5, exponent - 1) : new LinearTicks(mantissa == 5 ? 2 : 1, exponent);
        }

        return wholeNumbers && ticks._exponent < 0 ? new LinearTicks(1, 0) : ticks;
    }

    /// <summary>The smallest range of whole steps around the given one.</summary>
    public (double Min, double Max) Extend(double min, double max)
    {
        double low = ValueAt(Math.Floor((min / Step) + 1e-9));
        double high = ValueAt(Math.Ceiling((max / Step) - 1e-9));
        return (double.IsFinite(low) ? Math.Min(low, min) : min, double.IsFinite(high) ? Math.Max(high, max) : max);
    }

    public IReadOnlyList<AxisTick> Inside(double min, double max, ValueFormat format)
    {
        double first = Math.Ceiling((min / Step) - 1e-9);
        double last = Math.Floor((max / Step) + 1e-9);
        double largest = Math.Max(Math.Abs(min), Math.Abs(max));
        List<AxisTick> ticks = [];
        for (double index = first; index <= last; index++)
        {
            double value = Math.Clamp(ValueAt(index), min, max);
            ticks.Add(new AxisTick(value, Label(value, largest, format)));
        }

        return ticks;
    }

    private bool IsEmpty(double min, double max) => Math.Ceiling((min / Step) - 1e-9) > Math.Floor((max / Step) + 1e-9);

    // Dividing by a positive power of ten gives 0.3, where multiplying by 0.1 gives 0.30000000000000004.
    private double ValueAt(double index) => _exponent >= 0
        ? index * _mantissa * Math.Pow(10, _exponent)
        : _exponent >= -300 ? index * _mantissa / Math.Pow(10, -_exponent) : index * _mantissa * Math.Pow(10, _exponent);

    private string Label(double value, double largest, ValueFormat format)
    {
        if (format == ValueFormat.Percent && largest < 1e4)
        {
            return NumberText.Fixed(100 * value, Math.Clamp(-_exponent - 2, 0, 12)) + "%";
        }

        return largest switch
        {
            _ when value == 0 => "0",
            >= 1e15 or < 1e-4 => Scientific(value, largest),
            >= 1e9 => Scaled(value, 9, "B"),
            >= 1e6 => Scaled(value, 6, "M"),
            >= 1e4 when _exponent >= 2 => Scaled(value, 3, "k"),
            _ => NumberText.Fixed(value, Math.Clamp(-_exponent, 0, 12)),
        };
    }

    private string Scaled(double value, int power, string suffix) =>
        NumberText.Fixed(value / Math.Pow(10, power), Math.Clamp(power - _exponent, 0, 12)) + suffix;

    private string Scientific(double value, double largest)
    {
        // All ticks share the exponent of the largest, so that they can be compared at a glance.
        int shared = (int)Math.Floor(Math.Log10(largest));
        string factor = NumberText.Fixed(value / Math.Pow(10, shared), Math.Clamp(shared - _exponent, 0, 12));
        return factor + "e" + shared.ToString(CultureInfo.InvariantCulture);
    }
}
