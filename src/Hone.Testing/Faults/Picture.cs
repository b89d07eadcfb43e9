using Hone.Learn.Data;

namespace Hone.Testing;

/// <summary>Generated pictures.</summary>
internal static class Picture
{
    /// <summary>Width and height of a scene.</summary>
    public const int Side = 72;

    private const int GlyphSide = 28;
    private const int Blobs = 14;

    /// <summary>Soft spots of light and shade of many sizes: no two scenes look alike.</summary>
    public static ImageData Scene(FaultRandom random, int side)
    {
        double[] light = new double[3 * side * side];
        for (int blob = 0; blob < Blobs; blob++)
        {
            double x0 = random.Uniform() * side;
            double y0 = random.Uniform() * side;
            double size = side * (0.05 + (0.2 * random.Uniform()));
            double[] color = [random.Normal(), random.Normal(), random.Normal()];
            double gray = 1.5 * random.Normal();
            for (int y = 0; y < side; y++)
            {
                for (int x = 0; x < side; x++)
                {
                    double weight = Math.Exp(-(((x - x0) * (x - x0)) + ((y - y0) * (y - y0))) / (2 * size * size));
                    for (int channel = 0; channel < 3; channel++)
                    {
                        light[(((y * side) + x) * 3) + channel] += weight * (color[channel] + gray);
                    }
                }
            }
        }

        byte[] pixels = Array.ConvertAll(light, value => (byte)Math.Clamp(128 + (50 * value) + (2 * random.Normal()), 0, 255));
        return new ImageData(side, side, 3, pixels);
    }

    /// <summary>The same picture with noise of its own, as the next frame of a video has.</summary>
    public static ImageData Noisy(ImageData image, FaultRandom random, double deviation) =>
        new(image.Width, image.Height, image.Channels, Array.ConvertAll(image.Pixels, pixel => (byte)Math.Clamp(pixel + (deviation * random.Normal()), 0, 255)));

    /// <summary>A bright bar or ring on black, as handwritten digits are: images of one class resemble each other.</summary>
    public static ImageData Glyph(FaultRandom random, bool isRing)
    {
        double x0 = 13.5 + (1.2 * random.Normal());
        double y0 = 13.5 + (1.2 * random.Normal());
        double slant = 0.25 * random.Normal();
        double radius = 7 + random.Normal();
        double squeeze = 1 + (0.15 * random.Normal());
        double thickness = 1.3 + (0.6 * random.Uniform());
        double bend = 0.02 * random.Normal();
        byte[] pixels = new byte[GlyphSide * GlyphSide];
        for (int y = 0; y < GlyphSide; y++)
        {
            for (int x = 0; x < GlyphSide; x++)
            {
                double dy = y - y0;
                double dx = x - x0 - (slant * dy) - (bend * dy * dy);
                double distance = isRing
                    ? Math.Abs(Math.Sqrt((dx * dx * squeeze * squeeze) + (dy * dy)) - radius)
                    : Math.Abs(dy) > radius + 2 ? 9 : Math.Abs(dx);
                pixels[(y * GlyphSide) + x] = (byte)(255 * Math.Exp(-distance * distance / (2 * thickness * thickness)));
            }
        }

        return new ImageData(GlyphSide, GlyphSide, 1, pixels);
    }

    /// <summary>Hardly any light.</summary>
    public static ImageData Black(FaultRandom random) =>
        new(Side, Side, 3, Enumerable.Range(0, Side * Side * 3).Select(_ => (byte)random.Below(20)).ToArray());
}
