namespace Hone.Nn.Tests.Layers.Attention;

public sealed class TransformerTests
{
    [Fact]
    public void Attention_to_itself_equals_self_attention()
    {
        MultiheadAttention layer = new MultiheadAttention(12, 3).Initialize(seed: 1);
        Tensor x = Tensor.RandomNormal([2, 5, 12], new RandomStream(1, "x"));
        float[] expected = layer.Forward(x).ToArray<float>();
        float[] actual = layer.Attend(x, x).ToArray<float>();
        Assert.All(Enumerable.Range(0, expected.Length), i => Assert.Equal(expected[i], actual[i], 1e-6f));
        Assert.Equal([2, 5, 12], layer.Attend(x, Tensor.Zeros([2, 9, 12])).Shape);
    }

    [Fact]
    public void Dropout_repeats_with_its_seed_and_stops_in_evaluation()
    {
        Tensor x = Tensor.RandomNormal([2, 5, 12], new RandomStream(1, "x"));
        float[] Run(bool training)
        {
            TransformerEncoder model = new TransformerEncoder(2, 12, 3, new() { FeedForwardSize = 16, Dropout = 0.3 }).Initialize(seed: 1);
            if (!training)
            {
                model.Eval();
            }

            return model.Forward(x).ToArray<float>();
        }

        Assert.Equal(Run(training: true), Run(training: true));
        Assert.NotEqual(Run(training: true), Run(training: false));
    }

    [Fact]
    public void A_steady_step_gives_the_same_numbers_as_without_a_scope()
    {
        Tensor x = Tensor.RandomNormal([2, 5, 12], new RandomStream(1, "x"));
        TransformerEncoder model = new TransformerEncoder(2, 12, 3, new() { FeedForwardSize = 16, Dropout = 0, Activation = TransformerActivation.GELU }).Initialize(seed: 1);
        float[] Step()
        {
            model.ZeroGrad();
            Tensor loss = model.Forward(x).Square().Sum();
            loss.Backward();
            return [(float)loss.Item(), .. model.Parameters().SelectMany(p => p.Grad!.ToArray<float>())];
        }

        float[] free = Step();
        using StepScope scope = StepScope.Begin();
        Assert.Equal(free, Step());
        Assert.Equal(free, Step());
    }

    [Fact]
    public void Wrong_sizes_are_refused_with_their_numbers()
    {
        Assert.Contains("10 features, 3 heads", Assert.Throws<HoneException>(() => new MultiheadAttention(10, 3)).Message);
        Assert.Contains("1.5", Assert.Throws<HoneException>(() => new MultiheadAttention(12, 3, new() { Dropout = 1.5 })).Message);
        MultiheadAttention layer = new MultiheadAttention(12, 3).Initialize(seed: 1);
        Assert.Contains("[2, 12]", Assert.Throws<ShapeException>(() => layer.Forward(Tensor.Zeros([2, 12]))).Message);
        Assert.Contains("never initialized", Assert.Throws<HoneException>(() => Uninitialized().Forward(Tensor.Zeros([1, 2, 12]))).Message);
    }

    private static MultiheadAttention Uninitialized()
    {
        var layer = new MultiheadAttention(12, 3, new() { Dropout = 0.5 });
        layer.LoadStateDict(new MultiheadAttention(12, 3).Initialize(seed: 1).StateDict());
        return layer;
    }
}
