using System.Globalization;
using System.Text;

namespace Hone.Method;

/// <summary>Daily sales: a trend, a week, a year, and noise.</summary>
internal static class ToySeries
{
    private const int Items = 3 * 365;
    private const double Noise = 5;

    private static readonly DateTime First = new(2023, 1, 2, 0, 0, 0, DateTimeKind.Utc);

    // From Monday on.
    private static readonly double[] Week = [-12, -8, -4, 0, 10, 24, -10];

    public static ToyInfo Info { get; } = new()
    {
        Name = "series",
        Domain = "a series of daily sales over 3 years",
        Items = Items,
        Predicts = TargetKind.Number,
        Target = "sales",
        Metric = "mae",
        Achievable = Noise * Math.Sqrt(2 / Math.PI),
        HowKnown = "sales = 200 + 0.02 day + weekday + 15 sin(2 pi day / 365.25), and a normal error with deviation 5, whose mean size is 5 sqrt(2 / pi)",
        SplitWords = "--strategy time --time date",
        BaselineWords = "--time date",
    };

    public static ToySet Make(ulong seed)
    {
        var random = new RandomStream((long)seed, "toy series");
        var text = new StringBuilder("id,date,sales\n");
        for (int day = 0; day < Items; day++)
        {
            text.Append(CultureInfo.InvariantCulture, $"d{day:0000},{First.AddDays(day):yyyy-MM-dd},{Expected(day) + (Noise * random.NextNormal()):0.00}\n");
        }

        return new ToySet(Info, seed, new DataSource { Kind = DataKind.Table, IdColumn = "id" }, [new ToyFile("sales.csv", Encoding.UTF8.GetBytes(text.ToString()))]);
    }

    /// <summary>The sales of a day without their error.</summary>
    internal static double Expected(int day) => 200 + (0.02 * day) + Week[day % 7] + (15 * Math.Sin(2 * Math.PI * day / 365.25));
}
