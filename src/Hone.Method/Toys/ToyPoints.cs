using System.Globalization;
using System.Text;
using Hone.Learn.Data;

namespace Hone.Method;

/// <summary>A bright and a dark spot on gray, and a table that says where they are, a little wrong.</summary>
internal static class ToyPoints
{
    private const int Items = 300;
    private const double Noise = 0.5;
    private const double Spread = 2.5;
    private const double Margin = 6;
    private const double LeastDistance = 10;

    public static ToyInfo Info { get; } = new()
    {
        Name = "points",
        Domain = "pictures with a bright and a dark spot, 32x32, and their places",
        Items = Items,
        Predicts = TargetKind.Points,
        Target = "points",
        Metric = "mae",
        Achievable = Noise * Math.Sqrt(2 / Math.PI),
        HowKnown = "each place is written down with a normal error of deviation 0.5 pixels, whose mean size is 0.5 sqrt(2 / pi); the middle of the spot is the best answer",
    };

    internal static int Side => 32;

    public static ToySet Make(ulong seed)
    {
        var random = new RandomStream((long)seed, "toy points");
        var table = new StringBuilder("file,x0,y0,x1,y1\n");
        var files = new List<ToyFile>();
        for (int item = 0; item < Items; item++)
        {
            RandomStream own = random.Split(item);
            double[] places = Places(own);
            string name = string.Create(CultureInfo.InvariantCulture, $"spots/{item:000}.png");
            files.Add(new ToyFile(name, Png.Encode(Draw(places, own))));
            table.Append(CultureInfo.InvariantCulture, $"{name}");
            foreach (double place in places)
            {
                table.Append(CultureInfo.InvariantCulture, $",{place + (Noise * own.NextNormal()):0.000}");
            }

            table.Append('\n');
        }

        files.Add(new ToyFile("points.csv", Encoding.UTF8.GetBytes(table.ToString())));
        return new ToySet(Info, seed, new DataSource { Kind = DataKind.ImageTable, FileColumn = "file", Targets = "x0..y1" }, files);
    }

    /// <summary>x and y of the bright spot, then of the dark one, so far apart that neither covers the other.</summary>
    private static double[] Places(RandomStream random)
    {
        while (true)
        {
            double[] places = [.. Enumerable.Range(0, 4).Select(_ => Margin + ((Side - 1 - (2 * Margin)) * random.NextDouble()))];
            double dx = places[0] - places[2];
            double dy = places[1] - places[3];
            if ((dx * dx) + (dy * dy) >= LeastDistance * LeastDistance)
            {
                return places;
            }
        }
    }

    private static ImageData Draw(double[] places, RandomStream random)
    {
        var pixels = new byte[Side * Side];
        for (int y = 0; y < Side; y++)
        {
            for (int x = 0; x < Side; x++)
            {
                double light = 128 + (100 * Spot(x - places[0], y - places[1])) - (100 * Spot(x - places[2], y - places[3]));
                pixels[(y * Side) + x] = (byte)Math.Clamp(light + (3 * random.NextNormal()), 0, 255);
            }
        }

        return new ImageData(Side, Side, 1, pixels);
    }

    private static double Spot(double dx, double dy) => Math.Exp(-((dx * dx) + (dy * dy)) / (2 * Spread * Spread));
}
