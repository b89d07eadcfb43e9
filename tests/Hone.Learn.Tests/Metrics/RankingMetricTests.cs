using System.Text.Json;
using Hone.Nn;

namespace Hone.Learn.Tests;

/// <summary>Rankings by hand and against NumPy: recall, discounted gain, the loss over pairs.</summary>
public sealed class RankingMetricTests
{
    private static readonly JsonElement Goldens = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Goldens", "ranking.json"))).RootElement;

    [Fact]
    public void Recall_and_gain_of_two_users_are_those_worked_by_hand()
    {
        // User 1 ranks 3 2 (1 is known) 0 4; relevant are 2 and 4. User 2 ranks 0 1 2 3 4; relevant is 0.
        Tensor scores = Tensor.From<float>([0.1f, 0.9f, 0.5f, 0.7f, -1, 5, 4, 3, 2, 1], [2, 5]);
        Tensor relevance = Tensor.From<float>([0, -1, 1, 0, 1, 1, 0, 0, 0, 0], [2, 5]);
        Assert.Equal((0.5 + 1) / 2, Value(new RecallAtK(2), scores, relevance));
        Assert.Equal((1.0 + 1) / 2, Value(new RecallAtK(4), scores, relevance));
        double found = 1 / Math.Log2(3);
        double best = 1 + (1 / Math.Log2(3));
        Assert.Equal(((found / best) + 1) / 2, Value(new NdcgAtK(2), scores, relevance), 1e-12);
        Assert.Equal((0 + 1.0) / 2, Value(new NdcgAtK(1), scores, relevance));
        Assert.Equal((((found + (1 / Math.Log2(5))) / best) + 1) / 2, Value(new NdcgAtK(), scores, relevance), 1e-12);
    }

    [Fact]
    public void Ties_rank_in_the_order_of_items_and_missing_scores_last()
    {
        Tensor scores = Tensor.From<float>([float.NaN, 1, 1, 1], [1, 4]);
        Assert.Equal(0, Value(new RecallAtK(3), scores, Tensor.From<float>([1, 0, 0, 0], [1, 4])));
        Assert.Equal(1, Value(new RecallAtK(1), scores, Tensor.From<float>([0, 1, 0, 0], [1, 4])));
        Assert.Equal(0, Value(new RecallAtK(2), scores, Tensor.From<float>([0, 0, 0, 1], [1, 4])));
    }

    [Fact]
    public void Users_without_a_relevant_item_are_not_counted()
    {
        var recall = new RecallAtK(1);
        Assert.True(double.IsNaN(recall.Value));
        recall.Update(Tensor.From<float>([1, 2, 2, 1], [2, 2]), Tensor.From<float>([0, -1, 1, 0], [2, 2]));
        Assert.Equal((1L, 1.0), (recall.Count, recall.Value));
        Assert.Equal(("recall@1", "ndcg@10"), (recall.Name, new NdcgAtK().Name));
    }

    [Fact]
    public void Rankings_equal_those_of_numpy()
    {
        (Tensor scores, Tensor relevance) = Golden();
        foreach (int k in (int[])[1, 5, 10, 40])
        {
            foreach (Metric metric in (Metric[])[new RecallAtK(k), new NdcgAtK(k)])
            {
                Assert.Equal(Goldens.GetProperty("values").GetProperty(metric.Name).GetDouble(), Value(metric, scores, relevance), 1e-9);
            }
        }
    }

    [Fact]
    public void The_loss_over_pairs_equals_that_of_numpy_with_and_without_the_tape()
    {
        (Tensor scores, Tensor relevance) = Golden();
        double mean = Goldens.GetProperty("values").GetProperty("bpr").GetDouble();
        float[] losses = [.. Goldens.GetProperty("losses").EnumerateArray().Select(value => value.GetSingle())];
        Check();
        using (NoGrad.Enter())
        {
            Check();
        }

        void Check()
        {
            var loss = new BprLoss();
            Assert.Equal(mean, loss.Compute(scores, relevance).Item(), 1e-5);
            Assert.Equal(losses.Sum(), loss.Compute(scores, relevance, Reduction.Sum).Item(), 1e-4);
            float[] items = loss.Compute(scores, relevance, Reduction.None).ToArray<float>();
            Assert.Equal(losses.Length, items.Length);
            Assert.All(items.Zip(losses), pair => Assert.Equal(pair.Second, pair.First, 1e-5f));
        }
    }

    [Fact]
    public void The_gradient_of_a_pair_is_the_chance_of_a_wrong_order()
    {
        // d/dx_i ln(1 + e^(x_j - x_i)) = -sigmoid(x_j - x_i)
        Tensor scores = Tensor.From<float>([0.5f, -0.25f], [1, 2]);
        scores.RequiresGrad = true;
        new BprLoss().Compute(scores, Tensor.From<float>([1, 0], [1, 2])).Backward();
        float wrong = 1 / (1 + MathF.Exp(0.75f));
        float[] gradient = scores.Grad!.ToArray<float>();
        Assert.Equal(-wrong, gradient[0], 1e-6f);
        Assert.Equal(wrong, gradient[1], 1e-6f);
    }

    [Fact]
    public void Shapes_that_do_not_fit_are_named()
    {
        Tensor scores = Tensor.Zeros([2, 3]);
        Tensor wrong = Tensor.Zeros([2, 4]);
        Assert.Contains("[2, 4]", Assert.Throws<ShapeException>(() => new RecallAtK().Update(scores, wrong)).Message);
        Assert.Contains("[2, 4]", Assert.Throws<ShapeException>(() => new BprLoss().Compute(scores, wrong)).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => new NdcgAtK(0));
    }

    private static double Value(Metric metric, Tensor scores, Tensor relevance)
    {
        metric.Update(scores, relevance);
        return metric.Value;
    }

    private static (Tensor Scores, Tensor Relevance) Golden() => (Table("scores"), Table("relevance"));

    private static Tensor Table(string name)
    {
        float[][] rows = [.. Goldens.GetProperty(name).EnumerateArray().Select(row => row.EnumerateArray().Select(value => value.GetSingle()).ToArray())];
        return Tensor.From<float>([.. rows.SelectMany(row => row)], [rows.Length, rows[0].Length]);
    }
}
