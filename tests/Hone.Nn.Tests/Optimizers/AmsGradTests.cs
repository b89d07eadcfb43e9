namespace Hone.Nn.Tests.Optimizers;

/// <summary>The largest mean square in Adam's step; OptimizerTraceTests compare twenty steps and a resumed training with PyTorch.</summary>
public sealed class AmsGradTests
{
    public static TheoryData<bool> Kinds => [false, true];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_large_gradient_of_the_past_keeps_later_steps_small(bool isAdamW)
    {
        // Without memory the mean square is g^2, so that a step is lr g / (max |g| + eps): 4 / 4, then 1 / 4, then 8 / 8.
        Parameter w = W();
        Optimizer optimizer = Make(isAdamW, w, true);
        double[] gradients = [4, 1, 8];
        double[] steps = [1, 0.25, 1];
        double expected = 0;
        for (int i = 0; i < gradients.Length; i++)
        {
            Step(w, optimizer, gradients[i]);
            expected -= 0.1 * steps[i];
            Assert.Equal(expected, w.Value.Item(), 1e-6);
        }

        // Without it each gradient is divided by itself.
        Parameter plain = W();
        Optimizer adam = Make(isAdamW, plain, false);
        Array.ForEach(gradients, gradient => Step(plain, adam, gradient));
        Assert.Equal(-0.3, plain.Value.Item(), 1e-6);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void The_largest_mean_squares_are_part_of_the_state_where_they_are_used(bool isAdamW)
    {
        Parameter w = W();
        Optimizer with = Make(isAdamW, w, true);
        Step(w, with, 4);
        Step(w, with, 1);
        Dictionary<string, Tensor> state = with.StateDict().ToDictionary();
        Assert.Equal(["group.0", "max_square.w", "mean.w", "square.w", "step.w"], state.Keys.Order());
        Assert.Equal((16, 1), (state["max_square.w"].Item(), state["square.w"].Item()));

        Parameter other = W();
        Optimizer without = Make(isAdamW, other, false);
        Assert.Equal(["group.0", "mean.w", "square.w", "step.w"], without.StateDict().Keys.Order());
        Assert.Contains("1 unexpected: max_square.w", Assert.Throws<StateDictException>(() => without.LoadStateDict(state)).Message);
        Optimizer again = Make(isAdamW, other, true);
        Dictionary<string, Tensor> plain = state.Where(entry => entry.Key != "max_square.w").ToDictionary();
        Assert.Contains("1 missing: max_square.w", Assert.Throws<StateDictException>(() => again.LoadStateDict(plain)).Message);
    }

    [Fact]
    public void Groups_of_their_own_and_frozen_parameters_keep_their_own_largest()
    {
        Parameter[] p = [new("a", Tensor.From([0d], [1])), new("b", Tensor.From([0d], [1])), new("c", Tensor.From([0d], [1]))];
        var optimizer = new Adam(
            [new ParameterGroup([p[0], p[1]]), new ParameterGroup([p[2]]) { LearningRate = 0.2 }],
            new() { LearningRate = 0.1, Momentum = 0, SquareMomentum = 0, WeightDecay = 0, Epsilon = 1e-12, AmsGrad = true });
        foreach ((double[] gradients, int skipped) in ((double[], int)[])[([4, 2, 8], -1), ([1, 1, 1], 1)])
        {
            optimizer.ZeroGrad();
            for (int i = 0; i < p.Length; i++)
            {
                if (i != skipped)
                {
                    (p[i].Value * gradients[i]).Sum().Backward();
                }
            }

            optimizer.Step();
        }

        Assert.Equal(-0.125, p[0].Value.Item(), 1e-9);
        Assert.Equal(-0.1, p[1].Value.Item(), 1e-9);
        Assert.Equal(-0.225, p[2].Value.Item(), 1e-9);
    }

    private static Parameter W() => new("w", Tensor.From([0f], [1]));

    private static Optimizer Make(bool isAdamW, Parameter w, bool amsGrad) => isAdamW
        ? new AdamW([w], new() { LearningRate = 0.1, Momentum = 0, SquareMomentum = 0, WeightDecay = 0, Epsilon = 1e-8, AmsGrad = amsGrad })
        : new Adam([w], new() { LearningRate = 0.1, Momentum = 0, SquareMomentum = 0, WeightDecay = 0, Epsilon = 1e-8, AmsGrad = amsGrad });

    private static void Step(Parameter w, Optimizer optimizer, double gradient)
    {
        optimizer.ZeroGrad();
        (w.Value * gradient).Sum().Backward();
        optimizer.Step();
    }
}
