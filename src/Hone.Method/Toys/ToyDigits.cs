using System.Globalization;
using Hone.Learn.Data;

namespace Hone.Method;

/// <summary>Digits drawn with a pen: strokes that are shifted, turned, slanted and thickened at random.</summary>
internal static class ToyDigits
{
    private const int Items = 1_000;
    private const int Side = 28;
    private const double Wrong = 0.05;

    // The strokes of each digit in a square of side 1, y downwards.
    private static readonly (double X, double Y)[][] Strokes =
    [
        [(0.5, 0.05), (0.27, 0.16), (0.18, 0.5), (0.27, 0.84), (0.5, 0.95), (0.73, 0.84), (0.82, 0.5), (0.73, 0.16), (0.5, 0.05)],
        [(0.33, 0.22), (0.52, 0.05), (0.52, 0.95)],
        [(0.2, 0.25), (0.35, 0.06), (0.65, 0.06), (0.8, 0.27), (0.7, 0.5), (0.2, 0.95), (0.82, 0.95)],
        [(0.2, 0.08), (0.78, 0.08), (0.45, 0.43), (0.75, 0.55), (0.8, 0.75), (0.6, 0.95), (0.2, 0.9)],
        [(0.65, 0.95), (0.65, 0.05), (0.15, 0.65), (0.87, 0.65)],
        [(0.78, 0.06), (0.28, 0.06), (0.24, 0.45), (0.6, 0.42), (0.8, 0.62), (0.72, 0.88), (0.45, 0.96), (0.2, 0.88)],
        [(0.7, 0.06), (0.35, 0.3), (0.2, 0.65), (0.35, 0.93), (0.65, 0.93), (0.8, 0.7), (0.6, 0.5), (0.25, 0.58)],
        [(0.18, 0.07), (0.82, 0.07), (0.45, 0.95)],
        [(0.5, 0.48), (0.25, 0.3), (0.35, 0.07), (0.65, 0.07), (0.75, 0.3), (0.5, 0.48), (0.2, 0.7), (0.35, 0.95), (0.65, 0.95), (0.8, 0.7), (0.5, 0.48)],
        [(0.75, 0.4), (0.4, 0.5), (0.2, 0.3), (0.4, 0.06), (0.7, 0.1), (0.75, 0.4), (0.65, 0.95)],
    ];

    public static ToyInfo Info { get; } = new()
    {
        Name = "digits",
        Domain = "pictures of digits, 28x28, 10 classes",
        Items = Items,
        Predicts = TargetKind.Class,
        Target = ProjectDataset.LabelColumn,
        Metric = "accuracy",
        Achievable = 1 - Wrong,
        HowKnown = "exactly 5% of the labels are replaced by another digit; without that the digits are told apart",
        SplitWords = "--strategy stratified --i-know random",
    };

    public static ToySet Make(ulong seed)
    {
        RandomStream random = Stream(seed);
        (int[] truth, int[] labels) = LabelsOf(seed);
        ToyFile[] files = [.. Enumerable.Range(0, Items).Select(item =>
            new ToyFile(string.Create(CultureInfo.InvariantCulture, $"{labels[item]}/{item:0000}.png"), Png.Encode(Draw(truth[item], random.Split(item)))))];
        return new ToySet(Info, seed, new DataSource { Kind = DataKind.ImageFolders }, files);
    }

    /// <summary>The labels of a seed and what the pictures show.</summary>
    internal static (int[] Truth, int[] Labels) LabelsOf(ulong seed) => ToyLabels.Of(Items, Strokes.Length, Wrong, Stream(seed).Split(-1));

    private static RandomStream Stream(ulong seed) => new((long)seed, "toy digits");

    private static ImageData Draw(int digit, RandomStream random)
    {
        // 1. Where the pen goes: scaled, slanted, turned and shifted.
        double height = 18 + (1.2 * random.NextNormal());
        double width = 13 + random.NextNormal();
        double turn = 0.1 * random.NextNormal();
        double slant = 0.12 * random.NextNormal();
        double x0 = (Side / 2.0) + random.NextNormal();
        double y0 = (Side / 2.0) + random.NextNormal();
        (double X, double Y)[] points = Array.ConvertAll(Strokes[digit], point =>
        {
            double y = (point.Y - 0.5) * height;
            double x = ((point.X - 0.5) * width) - (slant * y);
            return (x0 + (x * Math.Cos(turn)) - (y * Math.Sin(turn)), y0 + (x * Math.Sin(turn)) + (y * Math.Cos(turn)));
        });

        // 2. Ink falls off with the distance from the nearest stroke.
        double thickness = 1.1 + (0.4 * random.NextDouble());
        var pixels = new byte[Side * Side];
        for (int y = 0; y < Side; y++)
        {
            for (int x = 0; x < Side; x++)
            {
                double nearest = double.PositiveInfinity;
                for (int stroke = 1; stroke < points.Length; stroke++)
                {
                    nearest = Math.Min(nearest, SquaredDistance(x, y, points[stroke - 1], points[stroke]));
                }

                pixels[(y * Side) + x] = (byte)Math.Clamp((255 * Math.Exp(-nearest / (2 * thickness * thickness))) + (8 * random.NextNormal()), 0, 255);
            }
        }

        return new ImageData(Side, Side, 1, pixels);
    }

    /// <summary>From a pixel to the nearest point of a stroke.</summary>
    private static double SquaredDistance(double x, double y, (double X, double Y) from, (double X, double Y) to)
    {
        double dx = to.X - from.X;
        double dy = to.Y - from.Y;
        double along = Math.Clamp((((x - from.X) * dx) + ((y - from.Y) * dy)) / ((dx * dx) + (dy * dy)), 0, 1);
        double ex = x - from.X - (along * dx);
        double ey = y - from.Y - (along * dy);
        return (ex * ex) + (ey * ey);
    }
}
