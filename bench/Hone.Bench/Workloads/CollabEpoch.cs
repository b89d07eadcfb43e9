using System.Text.Json.Nodes;
using Hone.Bench.Harness;
using Hone.Bench.Workloads.Trees;
using Hone.Learn;
using Hone.Learn.Data;

namespace Hone.Bench.Workloads;

/// <summary>A first epoch of collaborative filtering on MovieLens small, through the learner with its loader, callbacks and validation; the peer's loop is bare.</summary>
internal static class CollabEpoch
{
    private const int Factors = 50;
    private const int BatchSize = 64;
    private const double Rate = 5e-3;
    private const double Decay = 0.1;

    /// <summary>Each tenth rating is held out.</summary>
    private const int Every = 10;

    public static IEnumerable<Workload> All()
    {
        var epoch = new WholeDuel
        {
            Id = "collab-movielens-epoch",
            Family = "collab",
            Title = $"first epoch on MovieLens small: 90,004 ratings, batch {BatchSize}, {Factors} factors with biases, AdamW, then validation",
            Unit = Unit.Milliseconds,
            Bar = 4,
            ScoreName = "RMSE",
            Build = Build,
            Order = new PeerOrder("ratings", new JsonObject
            {
                ["factors"] = Factors,
                ["batch"] = BatchSize,
                ["rate"] = Rate,
                ["decay"] = Decay,
                ["every"] = Every,
            }),
        };
        yield return epoch;
        yield return MemoryDuel.Of(epoch, "AdamW");
    }

    private static WholeRun Build()
    {
        Frame ratings = Frame.ReadCsv(Path.Combine(TreeTable.Folder, "movielens-small.csv.gz"));
        int[] held = [.. Enumerable.Range(0, ratings.RowCount).Where(row => row % Every == Every - 1)];
        var data = new CollabData(ratings, new() { UserName = "userId", ItemName = "movieId", RatingName = "rating", Splitter = new IndexSplitter(held) });
        var options = new CollabLearnerOptions
        {
            Factors = Factors,
            YRange = new(0, 5.5),
            Loaders = new() { BatchSize = BatchSize, ValidBatchSize = 4096, Workers = 0 },
            Learner = new() { LearningRate = Rate, WeightDecay = Decay },
        };
        double loss = 0;
        void Run() => loss = CollabLearner.Create(data, options).Fit(1).Epochs[^1].ValidLoss;
        return new WholeRun(Run, Run, () => Math.Sqrt(loss));
    }
}
