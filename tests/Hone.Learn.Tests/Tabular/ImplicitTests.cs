using Hone.Learn.Data;
using Hone.Nn;

namespace Hone.Learn.Tests;

/// <summary>Recommendations from choices: what is sampled, what is ranked, what is learned.</summary>
public sealed class ImplicitTests
{
    [Fact]
    public void A_choice_stands_beside_items_that_the_user_did_not_choose()
    {
        ImplicitData data = TwoTastes();
        DataLoaders loaders = data.DataLoaders(negatives: 3);
        foreach (Batch batch in loaders.Train.Read())
        {
            Assert.Equal([batch.Count, 4, 2], batch.Input.Shape);
            Assert.Equal([batch.Count, 4], batch.Target!.Shape);
            long[] pairs = batch.Input.ToArray<long>();
            for (int row = 0; row < batch.Count; row++)
            {
                int user = (int)pairs[row * 8];
                Assert.True(data.Seen.Contains(user, (int)pairs[(row * 8) + 1]));
                Assert.Equal(data.Frame["user"].TextAt(batch.Indices[row]), data.Users[user]);
                for (int i = 1; i < 4; i++)
                {
                    Assert.Equal(user, pairs[(row * 8) + (2 * i)]);
                    Assert.InRange(pairs[(row * 8) + (2 * i) + 1], 1, data.Items.Count - 1);
                    Assert.False(data.Seen.Contains(user, (int)pairs[(row * 8) + (2 * i) + 1]));
                }
            }

            batch.Release();
        }
    }

    [Fact]
    public void Other_items_are_drawn_in_each_epoch_and_the_same_ones_for_a_seed()
    {
        DataLoaders loaders = TwoTastes().DataLoaders(new() { Workers = 0, Seed = 7 });
        DataLoaders threads = TwoTastes().DataLoaders(new() { Workers = 2, Seed = 7, BatchSize = 32 });
        Assert.Equal(Negatives(loaders, 0), Negatives(threads, 0));
        Assert.NotEqual(Negatives(loaders, 0), Negatives(loaders, 1));
        Assert.NotEqual(Negatives(loaders, 0), Negatives(TwoTastes().DataLoaders(new() { Workers = 0, Seed = 8 }), 0));

        static long[] Negatives(DataLoaders data, int epoch)
        {
            var byItem = new SortedDictionary<int, long>();
            foreach (Batch batch in new DataLoader(data.Train.Dataset, data.Train.Options with { DropLast = false }).Read(epoch))
            {
                for (int row = 0; row < batch.Count; row++)
                {
                    byItem.Add(batch.Indices[row], batch.InputMemory.AsSpan<long>()[(row * 4) + 3]);
                }

                batch.Release();
            }

            return [.. byItem.Values];
        }
    }

    [Fact]
    public void All_items_but_the_known_ones_are_ranked_for_each_user()
    {
        Frame frame = Frame.ParseCsv("user,item,t\na,x,1\na,y,2\nb,x,1\nb,z,2\nc,z,1\na,z,9\nb,y,9\nb,x,9\nb,w,9\nd,x,9\n");
        var data = new ImplicitData(frame, new() { Splitter = new IndexSplitter([0, 1, 2, 3, 4], [5, 6, 7, 8, 9]) });
        Assert.Equal(["#na#", "x", "y", "z"], data.Items);
        Assert.Equal([0, 2, 1, 2], data.Popularity());
        using EpochReader batches = data.DataLoaders().Valid.Read();
        Assert.True(batches.MoveNext());
        Batch batch = batches.Current;
        Assert.Equal(["a", "b", "d"], Enumerable.Range(0, batch.Count).Select(batch.ItemId));
        Assert.Equal([-1, -1, -1, 1, -1, -1, 1, -1, -1, 1, 0, 0], batch.Target!.ToArray<float>());
        Assert.Equal([3, 4, 2], batch.Input.Shape);
        Assert.Equal([0, 0, 0, 1, 0, 2, 0, 3], batch.Input.ToArray<long>()[16..]);
        batch.Release();
        string report = data.Report.ToString();
        Assert.Contains("user: not in the training rows, taken for an average one (1 rows, such as \"d\")", report);
        Assert.Contains("item: not in the training rows, cannot be recommended and is not judged (1 rows, such as \"w\")", report);
        Assert.Contains("in the training rows already, not judged (1 rows)", report);

        // a and b have one item left each; d, who is unknown, gets x before z because x stands first.
        MetricValue recall = Assert.Single(data.Judge(data.Popularity(), [new RecallAtK(1)]));
        Assert.Equal((1.0, 3L), (recall.Value, recall.Count));
        Assert.Equal("3 users, 3 items, train 5, valid 5 choices", data.ToString());
    }

    [Fact]
    public void Two_tastes_are_found_and_recommended()
    {
        ImplicitData data = TwoTastes();
        Learner learner = ImplicitLearner.Create(data, new()
        {
            Factors = 8,
            Loaders = new() { BatchSize = 32, Workers = 0 },
            Learner = new() { Metrics = [new RecallAtK(5), new NdcgAtK(5)] },
        });
        learner.FitOneCycle(15, 5e-2);
        ValidationResult result = learner.Validate();
        MetricValue popular = data.Judge(data.Popularity(), [new RecallAtK(5)])[0];
        Assert.Equal(popular.Count, result.Metrics[0].Count);
        Assert.True(result.Metrics[0].Value > popular.Value + 0.2, $"recall {result.Metrics[0].Value}, by popularity {popular.Value}");
        Assert.True(result.Loss < 0.5, $"loss {result.Loss}; ln 2 is 0.693");
        IReadOnlyList<ScoredItem> best = ImplicitLearner.Recommend(learner, data, "7", 3);
        Assert.All(best, score => Assert.Equal(1, int.Parse(score.Item[4..]) % 2));
        int user = data.Users.ToList().IndexOf("7");
        Assert.DoesNotContain(ImplicitLearner.Recommend(learner, data, "7", 50), score => data.Seen.Contains(user, data.Items.ToList().IndexOf(score.Item)));
        Assert.Equal(data.Items.Count - 1, ImplicitLearner.Recommend(learner, data, "a stranger", 50).Count);
    }

    [Fact]
    public void The_same_seed_gives_the_same_recommendations()
    {
        float[] first = Outputs();
        Assert.Equal(first, Outputs());

        static float[] Outputs()
        {
            Learner learner = ImplicitLearner.Create(TwoTastes(), new() { Factors = 4 });
            learner.Fit(1, new FitOptions { LearningRate = 1e-2 });
            return learner.GetPreds().Outputs.ToArray();
        }
    }

    [Fact]
    public void Choices_that_cannot_be_used_are_errors()
    {
        Assert.Contains("1 columns: user", Assert.Throws<HoneDataException>(() => new ImplicitData(Frame.ParseCsv("user\n1\n"))).Message);
        Assert.Contains("none in row 1; 1 of 3", Assert.Throws<HoneDataException>(() => new ImplicitData(Frame.ParseCsv("user,item\n1,2\n,3\n2,2\n"))).Message);
        Assert.Contains("user 1 chose all 2 items", Assert.Throws<HoneDataException>(() => new ImplicitData(Frame.ParseCsv("user,item\n1,2\n1,3\n2,2\n"), new() { Splitter = new EndSplitter(0) })).Message);
        ImplicitData data = TwoTastes();
        Assert.Contains("3 scores", Assert.Throws<HoneDataException>(() => data.Judge([1, 2, 3], [new RecallAtK()])).Message);
        Assert.Contains("[2, 3]", Assert.Throws<ShapeException>(() => new CandidateScorer(new EmbeddingDotBias(2, 2, 2)).Initialize(1).Forward(Tensor.Zeros([2, 3], DType.Int64))).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => data.DataLoaders(negatives: 0));
    }

    [Fact]
    public void Films_are_recommended_better_than_by_popularity()
    {
        Frame frame = Frame.ReadCsv(RealTables.Path("movielens-small.csv.gz"), new CsvOptions { Columns = ["movieId", "userId", "rating", "timestamp"] });
        var data = new ImplicitData(frame, new() { UserName = "userId", ItemName = "movieId", Splitter = new LeaveLastSplitter(frame, "userId", "timestamp", count: 5) });
        Learner learner = ImplicitLearner.Create(data, new()
        {
            Negatives = 4,
            Loaders = new() { BatchSize = 512, Workers = 0 },
            Learner = new() { WeightDecay = 0.3, Metrics = [new RecallAtK(), new NdcgAtK()] },
        });
        learner.FitOneCycle(5, 1e-2);
        IReadOnlyList<MetricValue> found = learner.Validate().Metrics;
        IReadOnlyList<MetricValue> popular = data.Judge(data.Popularity(), [new RecallAtK(), new NdcgAtK()]);
        Assert.True(found[0].Value > popular[0].Value, $"recall@10 {found[0].Value}, by popularity {popular[0].Value}");
        Assert.True(found[1].Value > popular[1].Value, $"ndcg@10 {found[1].Value}, by popularity {popular[1].Value}");
    }

    /// <summary>Even users choose even films, odd users odd ones; a random third of what they chose is hidden.</summary>
    private static ImplicitData TwoTastes()
    {
        var random = new Random(3);
        string text = "user,item\n";
        for (int user = 0; user < 30; user++)
        {
            for (int item = user % 2; item < 40; item += 2)
            {
                text += random.Next(10) < 6 ? $"{user},film{item}\n" : string.Empty;
            }
        }

        return new ImplicitData(Frame.ParseCsv(text), new() { Splitter = new RandomSplitter(0.3, seed: 5) });
    }
}
