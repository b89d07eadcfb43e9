using System.Globalization;
using Hone.Learn.Data;

namespace Hone.Method;

/// <summary>Bright discs before a dark ground, in so much noise that one pixel alone does not tell.</summary>
internal static class ToyMasks
{
    private const int Items = 160;
    private const double Ground = 90;
    private const double Disc = 160;
    private const double Noise = 35;

    public static ToyInfo Info { get; } = new()
    {
        Name = "masks",
        Domain = "pictures of discs in noise, 64x64, with masks of 2 classes",
        Items = Items,
        Predicts = TargetKind.Mask,
        Target = "mask",
        Metric = "dice",
        Achievable = 0.98,
        HowKnown = "the mean of 5x5 pixels against 125, halfway between ground and disc, reaches it; one pixel alone is wrong in 16 of 100",
    };

    internal static int Side => 64;

    public static ToySet Make(ulong seed)
    {
        var random = new RandomStream((long)seed, "toy masks");
        ToyFile[] files = [.. Enumerable.Range(0, Items).SelectMany(item => Files(item, random.Split(item)))];
        return new ToySet(Info, seed, new DataSource { Kind = DataKind.ImageMasks }, files, "discs");
    }

    private static IEnumerable<ToyFile> Files(int item, RandomStream random)
    {
        byte[] mask = Mask(random);
        byte[] pixels = Array.ConvertAll(mask, inside => (byte)Math.Clamp((inside == 1 ? Disc : Ground) + (Noise * random.NextNormal()), 0, 255));
        string name = string.Create(CultureInfo.InvariantCulture, $"{item:000}.png");
        yield return new ToyFile("images/" + name, Png.Encode(new ImageData(Side, Side, 1, pixels)));
        yield return new ToyFile("masks/" + name, Png.Encode(new ImageData(Side, Side, 1, mask)));
    }

    /// <summary>One to three discs, which may overlap: 1 inside, 0 outside.</summary>
    private static byte[] Mask(RandomStream random)
    {
        var mask = new byte[Side * Side];
        int discs = 1 + random.NextInt(3);
        for (int disc = 0; disc < discs; disc++)
        {
            double radius = 8 + (8 * random.NextDouble());
            double x0 = radius + ((Side - (2 * radius)) * random.NextDouble());
            double y0 = radius + ((Side - (2 * radius)) * random.NextDouble());
            for (int y = 0; y < Side; y++)
            {
                for (int x = 0; x < Side; x++)
                {
                    bool isInside = ((x - x0) * (x - x0)) + ((y - y0) * (y - y0)) <= radius * radius;
                    mask[(y * Side) + x] |= (byte)(isInside ? 1 : 0);
                }
            }
        }

        return mask;
    }
}
