using Hone.Nn;

namespace Hone.Learn.Tests;

/// <summary>What a learner answers for one item, by the way in which its loss reads outputs.</summary>
[Collection("memory pool")]
public sealed class AnswerTests
{
    [Fact]
    public void One_class_is_named_with_its_probability()
    {
        Prediction answer = Predict(new CrossEntropyLoss(), new CategoryBlock<int>(item => item % 2 == 0 ? "even" : "odd"), [1f, 3f]);

        Assert.Equal(("odd", 1), (answer.Answer, answer.Class));
        Assert.Equal(1 / (1 + Math.Exp(-2)), answer.Probability, 1e-6);
        Assert.Equal([1f], answer.Decoded);
        Assert.Null(answer.Numbers);
    }

    [Fact]
    public void Any_number_of_labels_is_named_above_the_threshold_of_the_loss()
    {
        var target = new MultiCategoryBlock<int>(item => item % 2 == 0 ? ["even", "whole"] : ["whole"], ["even", "whole"]);

        Prediction both = Predict(new BceWithLogitsLoss(), target, [0.1f, 3f]);
        Assert.Equal(["even", "whole"], both.Labels);
        Assert.Equal("even, whole", both.Answer);
        Assert.Equal([1f, 1f], both.Decoded);

        // The sigmoid of 0.1 is 0.525.
        Prediction one = Predict(new BceWithLogitsLoss(threshold: 0.6), target, [0.1f, 3f]);
        Assert.Equal("whole", one.Answer);
        Assert.Equal([0f, 1f], one.Decoded);
        Assert.Equal("none", Predict(new CombinedLoss((1, new BceWithLogitsLoss(threshold: 0.99))), target, [0.1f, 3f]).Answer);
    }

    [Fact]
    public void Numbers_are_answered_as_they_are()
    {
        Prediction answer = Predict(new MseLoss(), new RegressionBlock<int>(item => new float[] { item, 2 * item }, 2), [-0.25f, 3f]);

        Assert.Equal([-0.25f, 3f], answer.Numbers);
        Assert.Equal([-0.25f, 3f], answer.Decoded);
        Assert.Equal("-0.25, 3", answer.Answer);
        Assert.Equal(-1, answer.Class);
        Assert.Empty(answer.Probabilities);
    }

    [Fact]
    public void A_pass_keeps_decoded_answers_only_when_asked_for()
    {
        Learner learner = Make(new CrossEntropyLoss(), new CategoryBlock<int>(item => item % 2 == 0 ? "even" : "odd"), [1f, 3f]);
        Predictions plain = learner.GetPreds();
        Assert.Null(plain.Decoded);
        Assert.Null(plain[0].Decoded);
        Predictions decoded = learner.GetPreds(null, new GetPredsOptions { WithDecoded = true });
        Assert.Equal(Enumerable.Repeat(1f, decoded.Count), decoded.Decoded);
        Assert.Equal(PredictionKind.Classes, decoded.Kind);
    }

    private static Prediction Predict(Loss loss, Block<int> target, float[] bias)
    {
        Learner learner = Make(loss, target, bias);
        return learner.Predict(learner.Data.Valid, 1);
    }

    /// <summary>A net that answers with its bias whatever it is shown.</summary>
    private static Learner Make(Loss loss, Block<int> target, float[] bias)
    {
        var block = new DataBlock<int>
        {
            Input = new VectorBlock<int>(item => new float[] { item, 1 }),
            Target = target,
            Splitter = new IndexSplitter([.. Enumerable.Range(0, 8)], [8, 9, 10]),
        };
        DataLoaders data = block.DataLoaders([.. Enumerable.Range(0, 11)], new DataLoaderOptions { BatchSize = 4, Workers = 0 });
        var layer = new Linear(2, bias.Length);
        Module model = new Sequential(layer).Initialize(1);
        layer.Weight.Value.CopyFrom(Tensor.Zeros(layer.Weight.Value.Shape));
        layer.Bias!.Value.CopyFrom(Tensor.From(bias, [bias.Length]));
        return new Learner(data, model, new LearnerOptions { Loss = loss });
    }
}
