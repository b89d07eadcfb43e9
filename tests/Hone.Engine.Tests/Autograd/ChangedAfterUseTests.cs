using Hone.Ops;

namespace Hone.Engine.Tests.Autograd;

/// <summary>Backward has the values that forward had, or says which tensor was overwritten; it never writes to memory by numbers that nobody has checked.</summary>
public sealed class ChangedAfterUseTests
{
    private const long Wild = 1L << 36;

    public static TheoryData<string, bool, long> IndexCases()
    {
        var cases = new TheoryData<string, bool, long>();
        foreach (string operation in (string[])["IndexSelect", "Embedding", "EmbeddingBag", "NllLoss", "CrossEntropy", "FocalLoss"])
        {
            foreach (bool span in (bool[])[false, true])
            {
                cases.Add(operation, span, 1);
                cases.Add(operation, span, 99);
                cases.Add(operation, span, Wild);
                cases.Add(operation, span, -7);
            }
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(IndexCases))]
    public void A_refilled_buffer_of_indices_is_refused_and_no_gradient_is_written(string operation, bool span, long number)
    {
        Tensor x = Tensor.From<float>([1, 2, 3, 4, 5, 6, 7, 8, 9], [3, 3]);
        x.RequiresGrad = true;
        Tensor indices = Tensor.From([0L, 2, 0], [3]);
        Tensor y = Apply(operation, x, indices);
        Refill(indices, span, number);

        var error = Assert.Throws<HoneException>(() => ((y * 2).Sum() + x.Sum()).Backward());

        Assert.Contains($"Int64 [3], overwritten after {operation} had used it", error.Message);
        Assert.Equal($"backward of {operation}", error.Where);
        Assert.Contains("copy", error.Try);
        Assert.Null(x.Grad);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Gather_ScatterAdd_and_EmbeddingDot_keep_their_own_numbers(bool span)
    {
        Tensor x = Tensor.From<float>([1, 2, 3], [3]);
        x.RequiresGrad = true;
        Tensor indices = Tensor.From([0L, 2, 0], [3]);
        Tensor y = x.Gather(0, indices).Sum() + Tensor.Zeros([3]).ScatterAdd(0, indices, x).Narrow(0, 0, 1).Sum();
        Refill(indices, span, Wild);
        y.Backward();
        Assert.Equal([3f, 0, 2], x.Grad!.ToArray<float>());

        Tensor users = Tensor.From<float>([1, 2], [2, 1]);
        users.RequiresGrad = true;
        Tensor pairs = Tensor.From([0L, 1], [1, 2]);
        Tensor score = pairs.EmbeddingDot(users, Tensor.From<float>([3, 5], [2, 1]), Tensor.Zeros([2, 1]), Tensor.Zeros([2, 1]));
        Refill(pairs, span, Wild);
        score.Sum().Backward();
        Assert.Equal([5f, 0], users.Grad!.ToArray<float>());
    }

    [Fact]
    public void The_same_classes_may_be_copied_again_and_changed_ones_after_backward()
    {
        Tensor x = Tensor.Zeros([2, 2]);
        x.RequiresGrad = true;
        Tensor classes = Tensor.From([0L, 1], [2]);
        Tensor loss = x.CrossEntropy(classes);
        classes.CopyFrom(Tensor.From([0L, 1], [2]));
        loss.Backward();
        Assert.Equal([-0.25f, 0.25f, 0.25f, -0.25f], x.Grad!.ToArray<float>());
        classes.CopyFrom(Tensor.From([1L, 1], [2]));
        x.ZeroGrad();
        x.CrossEntropy(classes).Backward();
        Assert.Equal([0.25f, -0.25f, 0.25f, -0.25f], x.Grad!.ToArray<float>());
    }

    [Fact]
    public void A_factor_that_was_overwritten_is_named_with_type_and_shape()
    {
        Tensor x = Tensor.From<float>([1, 2], [2]);
        x.RequiresGrad = true;
        Tensor factor = Tensor.From<float>([3, 4], [2]);
        Tensor y = (x * factor).Sum();
        factor.CopyFrom(Tensor.From<float>([5, 6], [2]));
        var error = Assert.Throws<HoneException>(y.Backward);
        Assert.Contains("Backward of Multiply needs the values that Multiply was computed with.", error.Message);
        Assert.Contains("Float32 [2], overwritten after Multiply had used it", error.Message);
        Assert.Null(x.Grad);
    }

    [Fact]
    public void A_view_shares_the_memory_that_was_overwritten()
    {
        Tensor x = Tensor.From<float>([1, 2], [2]);
        x.RequiresGrad = true;
        Tensor buffer = Tensor.From<float>([3, 4, 5, 6], [4]);
        Tensor y = (x * buffer.Narrow(0, 0, 2)).Sum();
        buffer.CopyFrom(Tensor.Zeros([4]));
        Assert.Throws<HoneException>(y.Backward);
    }

    [Fact]
    public void What_backward_does_not_need_may_be_overwritten()
    {
        Tensor x = Tensor.From<float>([1, 2], [2]);
        x.RequiresGrad = true;
        Tensor term = Tensor.From<float>([3, 4], [2]);
        Tensor y = (x + term).Sum();
        term.CopyFrom(Tensor.Zeros([2]));
        y.Backward();
        Assert.Equal([1f, 1f], x.Grad!.ToArray<float>());
    }

    [Fact]
    public void Class_weights_and_probabilities_that_were_overwritten_are_refused()
    {
        Tensor x = Tensor.Zeros([2, 2]);
        x.RequiresGrad = true;
        Tensor weights = Tensor.Ones([2]);
        Tensor probabilities = Tensor.Full([2, 2], 0.5);
        Tensor[] losses =
        [
            x.CrossEntropy(Tensor.From([0L, 1], [2]), new CrossEntropyOptions { ClassWeights = weights }),
            x.LogSoftmax(1).NllLoss(Tensor.From([0L, 1], [2]), new NllLossOptions { ClassWeights = weights }),
            x.CrossEntropy(probabilities),
        ];
        weights.CopyFrom(Tensor.Zeros([2]));
        probabilities.CopyFrom(Tensor.Ones([2, 2]));
        foreach (Tensor loss in losses)
        {
            Assert.Contains("overwritten", Assert.Throws<HoneException>(loss.Backward).Message);
        }

        Assert.Null(x.Grad);
    }

    [Fact]
    public void An_optimizer_steps_between_backward_passes_but_not_between_forward_and_backward()
    {
        Tensor weight = Tensor.From<float>([1, 2], [2]);
        weight.RequiresGrad = true;
        Tensor x = Tensor.From<float>([3, 4], [2]);
        x.RequiresGrad = true;
        Tensor old = (weight * x).Sum();
        for (int i = 0; i < 3; i++)
        {
            weight.ZeroGrad();
            (weight * x).Sum().Backward();
            Step(weight);
        }

        var error = Assert.Throws<HoneException>(old.Backward);
        Assert.Contains("overwritten after Multiply had used it", error.Message);
    }

    private static void Step(Tensor weight) => OptimizerStep.Sgd(
        new SgdStep(0.1, 0, false, 0, 0, false, true),
        new FlatRun(0, weight.ElementCount),
        new FlatTensors(weight.Detach(), weight.Grad!));

    private static Tensor Apply(string operation, Tensor x, Tensor indices) => operation switch
    {
        "IndexSelect" => x.IndexSelect(0, indices),
        "Embedding" => indices.Embedding(x),
        "EmbeddingBag" => indices.EmbeddingBag(x, Tensor.From([0L, 1], [2])),
        "NllLoss" => x.NllLoss(indices),
        "CrossEntropy" => x.CrossEntropy(indices),
        _ => x.FocalLoss(indices),
    };

    private static void Refill(Tensor indices, bool span, long number)
    {
        if (span)
        {
            indices.AsSpan<long>()[1] = number;
            return;
        }

        long[] values = indices.ToArray<long>();
        values[1] = number;
        indices.CopyFrom(Tensor.From(values, indices.Shape));
    }
}
