using Hone.Learn.Data;

namespace Hone.Method.Tests;

/// <summary>The ladders on parts of real tables, where a machine has them.</summary>
public sealed class RealTableTests
{
    private static readonly string[] s_adult =
    [
        "age", "workclass", "fnlwgt", "education", "education-num", "marital-status", "occupation", "relationship", "race", "sex", "capital-gain", "capital-loss", "hours-per-week", "native-country", "salary",
    ];

    [Fact]
    public void Incomes_are_told_better_by_each_kind_of_model_than_by_one_column()
    {
        Frame adult = Frame.ReadCsv(Path("adult-train.csv.gz"), new CsvOptions { Names = s_adult, MaxRows = 6000 });
        TableTrainingResult result = TableTraining.Run(adult, new() { Target = "salary", ForestTrees = 30 });
        Dictionary<string, double> scores = result.Rungs.ToDictionary(rung => rung.Name, rung => rung.Score);
        Assert.InRange(scores["constant guess"], 0.74, 0.78);
        Assert.InRange(scores["one feature"], scores["constant guess"], 0.83);
        Assert.All(["logistic", "random forest", "boosting", "net", "ensemble"], name => Assert.True(scores[name] > 0.81, $"{name} {scores[name]}"));
        Assert.Equal(Verdict.Better, result.Verdict);
    }

    [Fact]
    public void Rides_of_the_future_are_harder_than_rides_at_random()
    {
        Frame rides = Frame.ReadCsv(Path("bike-hour.csv.gz"), new CsvOptions { MaxRows = 6000 });
        var options = new TableTrainingOptions { Target = "cnt", Drop = ["casual", "registered"], Metric = TableMetric.Rmsle, ForestTrees = 20, BoostingRounds = 60 };
        double random = TableTraining.Run(rides, options).Best.Score;
        double future = TableTraining.Run(rides, options with { Split = TableSplit.Time }).Best.Score;
        Assert.True(random < 0.45, $"{random}");
        Assert.True(future > random, $"{future} by time, {random} at random");
    }

    [Fact]
    public void Film_ratings_are_told_better_by_the_ensemble_than_by_biases()
    {
        Frame ratings = Frame.ReadCsv(Path("movielens-small.csv.gz"), new CsvOptions { Columns = ["movieId", "userId", "rating"], MaxRows = 40_000 });
        TableTrainingResult result = RatingTraining.Run(ratings, new() { User = "userId", Item = "movieId", Rating = "rating" });
        Dictionary<string, double> scores = result.Rungs.ToDictionary(rung => rung.Name, rung => rung.Score);
        Assert.True(scores["user and item biases"] < scores["global mean"] - 0.1);
        Assert.True(scores["ensemble"] < scores["user and item biases"], $"{scores["ensemble"]} and {scores["user and item biases"]}");
    }

    /// <summary>The path of a table in the folder of HONE_DATA, or the test is skipped by name and reason.</summary>
    private static string Path(string name)
    {
        string? folder = Environment.GetEnvironmentVariable("HONE_DATA");
        string path = System.IO.Path.Combine(folder ?? string.Empty, name);
        Assert.SkipUnless(folder is not null && File.Exists(path), $"{name} is not in the folder of HONE_DATA ({folder ?? "not set"})");
        return path;
    }
}
