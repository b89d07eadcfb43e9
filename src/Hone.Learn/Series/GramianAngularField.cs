namespace Hone.Learn;

/// <summary>Gramian angular field: a series in polar coordinates, and the sums or differences of its angles as a picture.</summary>
/// <remarks>
/// <list type="number">
/// <item>With a size: the mean of each of size pieces, the i-th from floor(i n / size) to floor((i + 1) n / size) (piecewise aggregate approximation).</item>
/// <item>Scaled to -1 .. 1: z = ((x - max) + (x - min)) / (max - min); 0 for a constant series.</item>
/// <item>Angles a = arccos z.</item>
/// <item>Summation: G[i, j] = cos(a_i + a_j) = z_i z_j - s_i s_j; difference: G[i, j] = sin(a_i - a_j) = s_i z_j - z_i s_j; with s = sqrt(1 - z^2).</item>
/// </list>
/// Shapes: series <c>[n]</c>, picture <c>[size, size]</c>, -1 is black and 1 is white. Source: Wang and Oates 2015, "Encoding Time Series as Images for Visual Inspection and Classification".
/// </remarks>
/// <param name="kind">Sums or differences; sums unless told.</param>
/// <param name="size">Pixels of a side, at most the length of the series; null takes one for each value.</param>
public sealed class GramianAngularField(GramianKind kind = GramianKind.Summation, int? size = null) : SeriesImage
{
    /// <inheritdoc/>
    public override int Side(int length)
    {
        int side = size ?? length;
        return side >= 1 && side <= length
            ? side
            : throw new HoneDataException($"A series of at least {Math.Max(1, side)} values for a picture of {side} pixels a side.", $"{length} values", ToString(), "take longer windows, or a smaller picture");
    }

    /// <summary>Name and options.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => $"GramianAngularField({kind}{(size is null ? string.Empty : $", {size}")})";

    private protected override float[] Compute(ReadOnlySpan<float> values)
    {
        int side = Side(values.Length);
        double[] z = Scale(Pieces(values, side));
        double[] s = Array.ConvertAll(z, value => Math.Sqrt(Math.Max(0, 1 - (value * value))));
        var field = new float[side * side];
        for (int i = 0; i < side; i++)
        {
            for (int j = 0; j < side; j++)
            {
                field[(i * side) + j] = (float)(kind == GramianKind.Summation ? (z[i] * z[j]) - (s[i] * s[j]) : (s[i] * z[j]) - (z[i] * s[j]));
            }
        }

        return field;
    }

    private protected override float Brightness(float value) => (value + 1) / 2;

    private static double[] Pieces(ReadOnlySpan<float> values, int side)
    {
        var means = new double[side];
        for (int i = 0; i < side; i++)
        {
            int start = (int)((long)i * values.Length / side);
            int end = (int)((i + 1L) * values.Length / side);
            foreach (float value in values[start..end])
            {
                means[i] += (double)value / (end - start);
            }
        }

        return means;
    }

    private static double[] Scale(double[] values)
    {
        double least = values.Min();
        double greatest = values.Max();
        double range = greatest - least;
        return Array.ConvertAll(values, value => range > 0 ? Math.Clamp(((value - greatest) + (value - least)) / range, -1, 1) : 0);
    }
}
