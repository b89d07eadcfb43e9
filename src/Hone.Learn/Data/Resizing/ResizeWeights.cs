namespace Hone.Learn.Data;

/// <summary>For each new pixel along one axis: which old pixels it is made of, and their weights with 22 fraction bits.</summary>
internal sealed class ResizeWeights
{
    /// <summary>Eight bits of a pixel, two for sums of weights above one, the sign: 22 of 32 remain.</summary>
    public const int FractionBits = 22;

    private readonly int[] _weights;

    private ResizeWeights(int taps, int count)
    {
        Taps = taps;
        Starts = new int[count];
        Counts = new int[count];
        _weights = new int[checked(taps * count)];
    }

    /// <summary>The most old pixels that any new pixel is made of.</summary>
    public int Taps { get; }

    /// <summary>For each new pixel the first old one.</summary>
    public int[] Starts { get; }

    /// <summary>For each new pixel the number of old ones.</summary>
    public int[] Counts { get; }

    public ReadOnlySpan<int> Of(int index) => _weights.AsSpan(index * Taps, Counts[index]);

    /// <summary>Weights for one axis: from <paramref name="length"/> old pixels to <paramref name="count"/> new ones.</summary>
    public static ResizeWeights Create(ResizeFilter filter, int length, int count)
    {
        double scale = (double)length / count;
        double filterScale = Math.Max(scale, 1);
        double support = Support(filter) * filterScale;
        int taps = Math.Min((int)Math.Ceiling(support) * 2 + 1, length);
        var result = new ResizeWeights(taps, count);
        var exact = new double[taps];
        for (int i = 0; i < count; i++)
        {
            double center = (i + 0.5) * scale;
            int start = Math.Max((int)(center - support + 0.5), 0);
            int tapCount = Math.Min((int)(center + support + 0.5), length) - start;
            double sum = 0;
            for (int tap = 0; tap < tapCount; tap++)
            {
                exact[tap] = Weight(filter, (tap + start - center + 0.5) / filterScale);
                sum += exact[tap];
            }

            result.Starts[i] = start;
            result.Counts[i] = tapCount;
            for (int tap = 0; tap < tapCount; tap++)
            {
                double weight = sum == 0 ? exact[tap] : exact[tap] / sum;
                result._weights[(i * taps) + tap] = (int)(weight * (1 << FractionBits) + (weight < 0 ? -0.5 : 0.5));
            }
        }

        return result;
    }

    private static double Support(ResizeFilter filter) => filter switch
    {
        ResizeFilter.Box => 0.5,
        ResizeFilter.Bilinear => 1,
        ResizeFilter.Bicubic => 2,
        _ => 3,
    };

    private static double Weight(ResizeFilter filter, double x)
    {
        double distance = Math.Abs(x);
        switch (filter)
        {
            case ResizeFilter.Box:
                return x is > -0.5 and <= 0.5 ? 1 : 0;
            case ResizeFilter.Bilinear:
                return distance < 1 ? 1 - distance : 0;
            case ResizeFilter.Bicubic:
                const double A = -0.5;
                if (distance < 1)
                {
                    return ((((A + 2) * distance) - (A + 3)) * distance * distance) + 1;
                }

                return distance < 2 ? (((((distance - 5) * distance) + 8) * distance) - 4) * A : 0;
            default:
                return distance < 3 ? Sinc(x) * Sinc(x / 3) : 0;
        }
    }

    private static double Sinc(double x) => x == 0 ? 1 : Math.Sin(x * Math.PI) / (x * Math.PI);
}
