using Hone.Learn.Data;
using Hone.Nn;

namespace Hone.Learn.Tests;

/// <summary>Recommendations: codes, models, unknown users, what the factors say.</summary>
public sealed class CollabTests
{
    [Fact]
    public void Defaults_are_those_of_fastai()
    {
        CollabData data = TwoTastes();
        Assert.Equal(("user", "item", "rating"), (data.User, data.Item, data.Rating));
        var model = (EmbeddingDotBias)CollabLearner.Create(data).Model;
        Assert.Equal([data.Users.Count, 50], model.UserWeight.Weight.Shape);
        Assert.Equal([data.Items.Count, 50], model.ItemWeight.Weight.Shape);
        var net = (TabularModel)CollabLearner.Create(data, new() { UseNn = true }).Model;
        Assert.Equal([EmbeddingSize.Rule(data.Users.Count), EmbeddingSize.Rule(data.Items.Count)], net.EmbeddingSizes);
        Assert.Equal((0, 1), (net.Continuous, net.Outputs));
    }

    [Fact]
    public void Two_tastes_are_found_and_recommended()
    {
        CollabData data = TwoTastes();
        Learner learner = CollabLearner.Create(data, new()
        {
            Factors = 4,
            YRange = new SigmoidRange(0, 5.5),
            Learner = new() { Metrics = [new Rmse()] },
            Loaders = new() { BatchSize = 16, Workers = 0 },
        });
        learner.FitOneCycle(25, 5e-2);
        Assert.True(learner.Validate().Metrics[0].Value < 0.6);
        var factors = new CollabFactors(data, (EmbeddingDotBias)learner.Model);
        Assert.All(factors.Nearest("film0", 9), score => Assert.Equal(0, int.Parse(score.Item[4..]) % 2));
        Assert.DoesNotContain(factors.Nearest("film0"), score => score.Item == "film0");
        IReadOnlyList<ItemPoint> points = factors.Pca([.. data.Items.Skip(1)], 2);
        double[] even = [.. points.Where(point => int.Parse(point.Item[4..]) % 2 == 0).Select(point => point.Coordinates[0])];
        double[] odd = [.. points.Where(point => int.Parse(point.Item[4..]) % 2 == 1).Select(point => point.Coordinates[0])];
        Assert.True(even.Max() < odd.Min() || odd.Max() < even.Min());
        Assert.Equal(0, points.Average(point => point.Coordinates[0]), 1e-9);
        Assert.Equal(points[3].Coordinates, factors.Pca([.. data.Items.Skip(1)], 2)[3].Coordinates);
        IReadOnlyList<ScoredItem> best = factors.Recommend("7", 3);
        Assert.All(best, score => Assert.Equal(1, int.Parse(score.Item[4..]) % 2));
        HashSet<string> rated = [.. data.Table.Split.Train.Where(row => data.Table.Frame["user"].TextAt(row) == "7").Select(row => data.Table.Frame["item"].TextAt(row)!)];
        Assert.DoesNotContain(factors.Recommend("7", 50), score => rated.Contains(score.Item));
        Assert.True(factors.Biases().Zip(factors.Biases().Skip(1)).All(pair => pair.First.Score >= pair.Second.Score));
        Assert.Equal(20, factors.MostRated().Count);
        Assert.Contains("\"film99\"", Assert.Throws<HoneDataException>(() => factors.Nearest("film99")).Message);
    }

    [Fact]
    public void An_unknown_user_is_taken_for_an_average_one()
    {
        CollabData data = TwoTastes();
        Learner learner = CollabLearner.Create(data, new() { Factors = 4, YRange = new SigmoidRange(0, 5.5) });
        learner.Fit(2, new FitOptions { LearningRate = 1e-2 });
        var model = (EmbeddingDotBias)learner.Model;
        float[] weight = model.UserWeight.Weight.Value.ToArray<float>();
        for (int i = 0; i < 4; i++)
        {
            Assert.Equal(Enumerable.Range(1, data.Users.Count - 1).Average(row => (double)weight[(4 * row) + i]), weight[i], 1e-6);
        }

        var report = new ProcReport();
        Frame fresh = Frame.ParseCsv("user,item\n4711,film1\n4712,film1\n3,nowhere\n");
        Predictions predictions = learner.GetPreds(data.Table.TestLoader(learner.Data, fresh, report));
        Assert.Equal(predictions.Row(0).ToArray(), predictions.Row(1).ToArray());
        Assert.Equal([("user", 2), ("item", 1)], report.Notes.Select(note => (note.Column, note.Count)));
        Learner random = CollabLearner.Create(data, new() { ColdStart = false });
        float before = ((EmbeddingDotBias)random.Model).UserWeight.Weight.Value.ToArray<float>()[0];
        random.Fit(1, new FitOptions { LearningRate = 1e-3 });
        Assert.Equal(before, ((EmbeddingDotBias)random.Model).UserWeight.Weight.Value.ToArray<float>()[0], 1e-4f);
    }

    [Fact]
    public void Ratings_that_cannot_be_used_are_errors_and_double_ones_are_counted()
    {
        Assert.Contains("2 columns: user, item", Assert.Throws<HoneDataException>(() => new CollabData(Frame.ParseCsv("user,item\n1,2\n"))).Message);
        Assert.Contains("rating of kind Text", Assert.Throws<HoneDataException>(() => new CollabData(Frame.ParseCsv("user,item,rating\n1,2,good\n1,3,bad\n2,2,good\n"))).Message);
        var twice = new CollabData(Frame.ParseCsv("user,item,rating\n1,2,3\n1,2,4\n2,2,5\n1,3,1\n2,3,2\n3,3,1\n"));
        Assert.Contains("1 rows", twice.Table.Report.ToString());
        CollabData data = TwoTastes();
        var other = new EmbeddingDotBias(4, 3, 3);
        Assert.Contains("3 users and 3 items", Assert.Throws<HoneException>(() => new CollabFactors(data, other)).Message);
    }

    [Fact]
    public void Film_ratings_are_predicted_better_than_by_biases_alone()
    {
        Frame frame = Frame.ReadCsv(RealTables.Path("movielens-small.csv.gz"), new CsvOptions { Columns = ["movieId", "userId", "rating"] });
        Assert.Equal(100_004, frame.RowCount);
        var data = new CollabData(frame, new() { UserName = "userId", ItemName = "movieId", RatingName = "rating", Splitter = new RandomSplitter(0.1, seed: 1) });
        Learner learner = CollabLearner.Create(data, new()
        {
            YRange = new SigmoidRange(0, 5.5),
            Loaders = new() { BatchSize = 256, Workers = 0 },
            Learner = new() { WeightDecay = 0.2, Metrics = [new Rmse()] },
        });
        learner.FitOneCycle(5, 5e-3);
        double rmse = learner.Validate().Metrics[0].Value;
        Assert.True(rmse < 0.87, $"RMSE {rmse}; user and item biases alone reach 0.883");
    }

    /// <summary>Even users like even films, odd users odd ones.</summary>
    private static CollabData TwoTastes()
    {
        var random = new Random(3);
        string text = "user,item,rating\n";
        for (int user = 0; user < 30; user++)
        {
            for (int item = 0; item < 20; item++)
            {
                if (random.Next(3) > 0)
                {
                    text += $"{user},film{item},{(user % 2 == item % 2 ? 5 : 1)}\n";
                }
            }
        }

        return new CollabData(Frame.ParseCsv(text));
    }
}
