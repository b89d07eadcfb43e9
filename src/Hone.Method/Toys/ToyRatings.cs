using System.Globalization;
using System.Text;

namespace Hone.Method;

/// <summary>Ratings: how generous a user is, how good an item is, two tastes, and noise.</summary>
internal static class ToyRatings
{
    private const int Users = 150;
    private const int Titles = 80;
    private const int Items = 6_000;
    private const int Tastes = 2;
    private const double Noise = 0.5;

    public static ToyInfo Info { get; } = new()
    {
        Name = "ratings",
        Domain = "ratings of 80 films by 150 users",
        Items = Items,
        Predicts = TargetKind.Number,
        Target = "rating",
        Metric = "rmse",
        Achievable = Noise,
        HowKnown = "rating = 3 + user + film + the product of their tastes in two directions, and a normal error with deviation 0.5; without tastes 0.61 is the best",
        BaselineWords = "--user user --item film",
    };

    public static ToySet Make(ulong seed)
    {
        double[,] expected = Expected(seed);
        RandomStream random = new RandomStream((long)seed, "toy ratings").Split(1);
        var text = new StringBuilder("id,user,film,rating\n");
        int[] pairs = random.Permutation(Users * Titles)[..Items];
        for (int row = 0; row < Items; row++)
        {
            (int user, int film) = Math.DivRem(pairs[row], Titles);
            text.Append(CultureInfo.InvariantCulture, $"r{row:0000},u{user:000},f{film:00},{expected[user, film] + (Noise * random.NextNormal()):0.00}\n");
        }

        return new ToySet(Info, seed, new DataSource { Kind = DataKind.Ratings, IdColumn = "id" }, [new ToyFile("ratings.csv", Encoding.UTF8.GetBytes(text.ToString()))]);
    }

    /// <summary>The rating of each film by each user without its error, <c>[users, films]</c>.</summary>
    internal static double[,] Expected(ulong seed)
    {
        RandomStream random = new RandomStream((long)seed, "toy ratings").Split(0);
        double[] generous = [.. Enumerable.Range(0, Users).Select(_ => 0.4 * random.NextNormal())];
        double[] good = [.. Enumerable.Range(0, Titles).Select(_ => 0.5 * random.NextNormal())];
        double[] likes = [.. Enumerable.Range(0, Users * Tastes).Select(_ => 0.5 * random.NextNormal())];
        double[] offers = [.. Enumerable.Range(0, Titles * Tastes).Select(_ => 0.5 * random.NextNormal())];
        var ratings = new double[Users, Titles];
        for (int user = 0; user < Users; user++)
        {
            for (int film = 0; film < Titles; film++)
            {
                double taste = 0;
                for (int k = 0; k < Tastes; k++)
                {
                    taste += likes[(user * Tastes) + k] * offers[(film * Tastes) + k];
                }

                ratings[user, film] = 3 + generous[user] + good[film] + taste;
            }
        }

        return ratings;
    }
}
