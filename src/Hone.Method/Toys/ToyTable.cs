using System.Globalization;
using System.Text;

namespace Hone.Method;

/// <summary>Homes and their prices: a sum, one combination that a sum cannot tell, and noise.</summary>
internal static class ToyTable
{
    private const int Items = 2_000;
    private const double Noise = 10;

    private static readonly (string Name, double Price)[] Towns = [("harbor", 35), ("hills", 60), ("mill", 0), ("old town", 20)];

    public static ToyInfo Info { get; } = new()
    {
        Name = "table",
        Domain = "a table of homes: 3 numbers, a word, a truth value",
        Items = Items,
        Predicts = TargetKind.Number,
        Target = "price",
        Metric = "rmse",
        Achievable = Noise,
        HowKnown = "price = 40 + 1.5 area + town - 0.8 age + 15 if it has a garden + 40 for homes above 60 years in the old town, and a normal error with deviation 10",
    };

    public static ToySet Make(ulong seed)
    {
        var random = new RandomStream((long)seed, "toy table");
        var text = new StringBuilder("id,area,rooms,age,town,garden,price\n");
        for (int item = 0; item < Items; item++)
        {
            double area = Math.Round(30 + (120 * random.NextDouble()), 1);
            int rooms = Math.Max(1, (int)Math.Round((area / 28) + (0.7 * random.NextNormal())));
            int age = random.NextInt(100);
            string town = Towns[random.NextInt(Towns.Length)].Name;
            bool garden = random.NextDouble() < 0.4;
            double price = Expected(area, age, town, garden) + (Noise * random.NextNormal());
            text.Append(CultureInfo.InvariantCulture, $"h{item:0000},{area:0.0},{rooms},{age},{town},{(garden ? "true" : "false")},{price:0.00}\n");
        }

        return new ToySet(Info, seed, new DataSource { Kind = DataKind.Table, IdColumn = "id" }, [new ToyFile("homes.csv", Encoding.UTF8.GetBytes(text.ToString()))]);
    }

    /// <summary>The price without its error.</summary>
    internal static double Expected(double area, double age, string town, bool garden) =>
        40 + (1.5 * area) + Array.Find(Towns, other => other.Name == town).Price - (0.8 * age) + (garden ? 15 : 0) + (age > 60 && town == "old town" ? 40 : 0);
}
