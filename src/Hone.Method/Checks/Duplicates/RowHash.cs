using System.Text;
using Hone.Learn.Data;

namespace Hone.Method;

/// <summary>
/// A 128-bit hash of each row over canonical values: floats to 7 significant digits, -0 as 0, NaN as missing; text in form C, trimmed, in one case
/// where asked for. Rows that say the same have the same hash; others practically never do.
/// </summary>
internal static class RowHash
{
    private const ulong MissingValue = 0xA0761D6478BD642F;
    private const long SevenDigits = 1_000_000;
    private const int LargestPower = 302;

    private static readonly double[] Powers = Enumerable.Range(-LargestPower, (2 * LargestPower) + 1).Select(power => Math.Pow(10, power)).ToArray();

    /// <summary>Hashes every row over some columns.</summary>
    public static UInt128[] Of(Frame frame, IReadOnlyList<string> columns, bool ignoreCase, CancellationToken cancellationToken)
    {
        var hashes = new UInt128[frame.RowCount];
        const int Block = 1 << 16;
        Func<int, ulong>[] values = columns.Select(name => Values(frame[name], ignoreCase)).ToArray();
        int blocks = (hashes.Length + Block - 1) / Block;
        Parallel.For(0, blocks, new ParallelOptions { CancellationToken = cancellationToken, MaxDegreeOfParallelism = EngineOptions.ThreadCount }, block =>
        {
            int end = Math.Min(hashes.Length, (block + 1) * Block);
            for (int row = block * Block; row < end; row++)
            {
                hashes[row] = HashOf(values, row);
            }
        });
        return hashes;
    }

    /// <summary>The number under which a float is compared: 7 significant digits and the exponent.</summary>
    internal static ulong CanonicalNumber(double value)
    {
        if (value == 0)
        {
            return 0;
        }

        if (double.IsInfinity(value))
        {
            return value > 0 ? ulong.MaxValue : ulong.MaxValue - 1;
        }

        double magnitude = Math.Abs(value);
        int exponent = (int)Math.Floor(Math.Log10(magnitude));
        double mantissa = Math.Round(Scale(magnitude, 6 - exponent));

        // The logarithm may be off by one at powers of ten, and rounding may carry into an eighth digit.
        if (mantissa >= SevenDigits * 10)
        {
            exponent++;
            mantissa = Math.Round(Scale(magnitude, 6 - exponent));
        }
        else if (mantissa < SevenDigits)
        {
            exponent--;
            mantissa = Math.Round(Scale(magnitude, 6 - exponent));
        }

        long signed = value < 0 ? -(long)mantissa : (long)mantissa;
        return CounterRandom.Mix((ulong)signed) + (ulong)(exponent + 400);
    }

    /// <summary>The text under which words are compared.</summary>
    internal static string CanonicalText(string text, bool ignoreCase)
    {
        string trimmed = LetterComposition.Apply(text).Trim();
        return ignoreCase ? trimmed.ToUpperInvariant() : trimmed;
    }

    private static UInt128 HashOf(Func<int, ulong>[] values, int row)
    {
        // Two chains with different constants: 128 bits out of 64-bit steps. The column enters through its place in the chain.
        ulong upper = 0x9E3779B97F4A7C15;
        ulong lower = 0xC2B2AE3D27D4EB4F;
        foreach (Func<int, ulong> value in values)
        {
            ulong v = value(row);
            upper = CounterRandom.Mix(upper ^ v);
            lower = CounterRandom.Mix((lower * 0x9FB21C651E98DF25) + v);
        }

        return new UInt128(upper, lower);
    }

    // 10^308 is the largest power that is finite; the rest of a subnormal's scale is a second step.
    private static double Scale(double magnitude, int power) =>
        power <= LargestPower ? magnitude * Powers[power + LargestPower] : magnitude * 1e300 * Powers[power];

    private static Func<int, ulong> Values(FrameColumn column, bool ignoreCase)
    {
        switch (column)
        {
            case NumberColumn number:
                return row => double.IsNaN(number[row]) ? MissingValue : CanonicalNumber(number[row]);
            case IntegerColumn integer:
                return row => integer[row] is { } value ? (ulong)value : MissingValue;
            case DateColumn date:
                return row => date[row] is { } value ? (ulong)value.Ticks : MissingValue;
            case BoolColumn truth:
                return row => truth[row] is { } value ? (value ? 1UL : 0UL) : MissingValue;
            case CategoricalColumn text:
                ulong[] levels = text.Levels.Select(level => (ulong)ContentHash.Of(Encoding.UTF8.GetBytes(CanonicalText(level, ignoreCase)))).ToArray();
                return row => text.Codes[row] < 0 ? MissingValue : levels[text.Codes[row]];
            default:
                throw new NotSupportedException($"A column of kind {column.Kind} cannot be hashed.");
        }
    }
}
