namespace Hone.Learn;

/// <summary>Draws rectangles with a random share of the area and random proportions, as random resized crops do.</summary>
internal static class RandomRectangle
{
    private const int Attempts = 10;

    /// <summary>The first of ten draws that fits; otherwise the largest centered rectangle whose proportions are allowed.</summary>
    public static (int Left, int Top, int Width, int Height) Draw(int width, int height, RandomResizedCropOptions options, RandomStream random)
    {
        double logMin = Math.Log(options.MinRatio);
        double logMax = Math.Log(options.MaxRatio);
        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            double area = (options.MinScale + ((options.MaxScale - options.MinScale) * random.NextDouble())) * width * height;
            double ratio = Math.Exp(logMin + ((logMax - logMin) * random.NextDouble()));
            int cutWidth = Math.Max(1, (int)Math.Round(Math.Sqrt(area * ratio)));
            int cutHeight = Math.Max(1, (int)Math.Round(Math.Sqrt(area / ratio)));
            if (cutWidth <= width && cutHeight <= height)
            {
                return (random.NextInt(width - cutWidth + 1), random.NextInt(height - cutHeight + 1), cutWidth, cutHeight);
            }
        }

        return Center(width, height, options);
    }

    /// <summary>The largest centered rectangle whose proportions are allowed.</summary>
    public static (int Left, int Top, int Width, int Height) Center(int width, int height, RandomResizedCropOptions options)
    {
        double ratio = (double)width / height;
        int cutWidth = ratio > options.MaxRatio ? Math.Max(1, (int)(height * options.MaxRatio)) : width;
        int cutHeight = ratio < options.MinRatio ? Math.Max(1, (int)(width / options.MinRatio)) : height;
        return ((width - cutWidth) / 2, (height - cutHeight) / 2, cutWidth, cutHeight);
    }

    /// <summary>Throws when the numbers are none that a rectangle can have.</summary>
    public static void Check(RandomResizedCropOptions options, string name)
    {
        bool isUsable = options.MinScale > 0 && options.MinScale <= options.MaxScale && options.MaxScale <= 1
            && options.MinRatio > 0 && options.MinRatio <= options.MaxRatio && double.IsFinite(options.MaxRatio) && options.ValidExtra >= 0 && double.IsFinite(options.ValidExtra);
        if (!isUsable)
        {
            throw new HoneException("A scale of 0 < min <= max <= 1, a ratio of 0 < min <= max, and an extra of at least 0.", options.ToString(), name, "start from the defaults");
        }
    }
}
