using System.Globalization;

namespace Hone.Learn.Plots.Drawing;

/// <summary>Ticks at powers of ten, with 2 and 5 times a power when the range is short, and unlabeled marks between.</summary>
internal static class LogTicks
{
    private const int MostDecadesWithMinorTicks = 8;

    /// <summary>A range that spans at least a factor of 1.001; a single value gets half a decade on both sides.</summary>
    public static (double Min, double Max) WidenIfFlat(double min, double max)
    {
        min = Math.Max(min, 1e-300);
        max = Math.Max(max, min);
        if (max / min > 1.001)
        {
            return (min, max);
        }

        double half = Math.Sqrt(10);
        return (min / half, Math.Min(max * half, double.MaxValue));
    }

    public static IReadOnlyList<AxisTick> Between(double min, double max, int count)
    {
        int first = (int)Math.Floor(Math.Log10(min));
        int last = (int)Math.Ceiling(Math.Log10(max));
        int decades = (int)Math.Floor(Math.Log10(max)) - (int)Math.Ceiling(Math.Log10(min)) + 1;
        if (decades < 1 && max / min < 3)
        {
            // Less than one of the steps 1, 2, 5, 10: even steps say more than one lonely power.
            return LinearTicks.Between(min, max, count, wholeNumbers: false).Inside(min, max, ValueFormat.Number);
        }

        int stride = Math.Max(1, (int)Math.Ceiling(decades / (double)(count + 1)));
        bool scientific = min < 1e-3 || max > 1e5;
        List<AxisTick> ticks = [];
        for (int exponent = first; exponent <= last; exponent++)
        {
            for (int digit = 1; digit <= 9; digit++)
            {
                bool isLabeled = digit == 1 ? exponent % stride == 0 : decades <= 2 && digit is 2 or 5;
                double value = Value(digit, exponent);
                bool isInside = value >= min * (1 - 1e-12) && value <= max * (1 + 1e-12);
                if (isInside && (isLabeled || digit == 1 || decades <= MostDecadesWithMinorTicks))
                {
                    ticks.Add(new AxisTick(Math.Clamp(value, min, max), isLabeled ? Label(digit, exponent, scientific) : ""));
                }
            }
        }

        return ticks;
    }

    private static double Value(int digit, int exponent) =>
        exponent is < 0 and >= -300 ? digit / Math.Pow(10, -exponent) : digit * Math.Pow(10, exponent);

    private static string Label(int digit, int exponent, bool scientific) => scientific
        ? digit.ToString(CultureInfo.InvariantCulture) + "e" + exponent.ToString(CultureInfo.InvariantCulture)
        : NumberText.Fixed(Value(digit, exponent), Math.Max(0, -exponent));
}
