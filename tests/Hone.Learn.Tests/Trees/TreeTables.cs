namespace Hone.Learn.Tests;

/// <summary>Seeded tables to grow trees on.</summary>
internal static class TreeTables
{
    /// <summary>Four columns of numbers; the target rises with the first, bends with the second and joins the third to the first.</summary>
    public static (TreeData Data, double[] Numbers, int[] Classes) Create(int rows, long seed, double missing = 0, int classes = 2)
    {
        var random = new RandomStream(seed, "table");
        float[][] columns = [.. Enumerable.Range(0, 4).Select(_ => new float[rows])];
        var numbers = new double[rows];
        var labels = new int[rows];
        for (int row = 0; row < rows; row++)
        {
            double a = random.NextNormal();
            double b = random.NextNormal();
            double c = random.NextNormal();
            double d = random.NextNormal();
            numbers[row] = (2 * a) - (1.5 * Math.Abs(b)) + (a * c) + (0.3 * random.NextNormal());
            labels[row] = classes == 2 ? (numbers[row] > -1 ? 1 : 0) : Math.Clamp((int)Math.Floor(numbers[row] + (classes / 2.0)), 0, classes - 1);
            double[] values = [a, b, c, d];
            for (int f = 0; f < 4; f++)
            {
                columns[f][row] = random.NextDouble() < missing ? float.NaN : (float)values[f];
            }
        }

        return (TreeData.FromColumns(columns), numbers, labels);
    }

    /// <summary>Share of equal entries.</summary>
    public static double Accuracy(int[] predicted, int[] targets) =>
        predicted.Zip(targets, (p, t) => p == t ? 1.0 : 0).Average();

    /// <summary>Mean squared difference.</summary>
    public static double SquaredError(double[] predicted, double[] targets) =>
        predicted.Zip(targets, (p, t) => (p - t) * (p - t)).Average();

    public static T[] Take<T>(T[] values, int[] rows) => Array.ConvertAll(rows, row => values[row]);
}
