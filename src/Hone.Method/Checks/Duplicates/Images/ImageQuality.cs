using Hone.Learn.Data;

namespace Hone.Method;

/// <summary>Simple measures of a gray image, brightness from 0 to 1.</summary>
/// <param name="Mean">Mean brightness.</param>
/// <param name="Deviation">Standard deviation of the brightness.</param>
/// <param name="Dark">The 99th percentile of the brightness: low when hardly anything is lit.</param>
/// <param name="Light">1 - the 5th percentile: low when nearly everything is white.</param>
/// <param name="Information">Entropy of the 256 grays in bits, divided by 10.</param>
/// <param name="Sharpness">1 - exp(-variance of the Laplacian / 100) of the thumbnail: low when there are no edges.</param>
internal readonly record struct ImageQuality(double Mean, double Deviation, double Dark, double Light, double Information, double Sharpness)
{
    private const double White = 255;

    public static ImageQuality Of(ImageData gray, byte[] thumbnail, int side)
    {
        var counts = new long[256];
        foreach (byte pixel in gray.Pixels)
        {
            counts[pixel]++;
        }

        double n = gray.Pixels.Length;
        double mean = 0;
        double squares = 0;
        double entropy = 0;
        for (int value = 0; value < counts.Length; value++)
        {
            double share = counts[value] / n;
            mean += share * value;
            squares += share * value * value;
            entropy -= share > 0 ? share * Math.Log2(share) : 0;
        }

        double deviation = Math.Sqrt(Math.Max(0, squares - (mean * mean)));
        return new ImageQuality(
            mean / White,
            deviation / White,
            Percentile(counts, n, 0.99) / White,
            1 - (Percentile(counts, n, 0.05) / White),
            entropy / 10,
            1 - Math.Exp(-LaplacianVariance(thumbnail, side) / 100));
    }

    private static double Percentile(long[] counts, double n, double q)
    {
        double below = 0;
        for (int value = 0; value < counts.Length; value++)
        {
            below += counts[value];
            if (below >= q * n)
            {
                return value;
            }
        }

        return White;
    }

    /// <summary>The variance of 4 p - (the four neighbors of p).</summary>
    private static double LaplacianVariance(byte[] pixels, int side)
    {
        double sum = 0;
        double squares = 0;
        int n = 0;
        for (int y = 1; y < side - 1; y++)
        {
            for (int x = 1; x < side - 1; x++)
            {
                int at = (y * side) + x;
                double value = (4 * pixels[at]) - pixels[at - 1] - pixels[at + 1] - pixels[at - side] - pixels[at + side];
                sum += value;
                squares += value * value;
                n++;
            }
        }

        return n == 0 ? 0 : (squares / n) - (sum / n * (sum / n));
    }
}
