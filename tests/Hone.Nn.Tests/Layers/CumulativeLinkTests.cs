namespace Hone.Nn.Tests.Layers;

public sealed class CumulativeLinkTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(6)]
    public void Log_probabilities_and_gradients_equal_PyTorchs(int classes)
    {
        IReadOnlyDictionary<string, Tensor> all = Golden.Read("ordinal");
        Dictionary<string, Tensor> golden = all.Part($"{classes}.");
        var link = new CumulativeLink(classes);
        link.To(DType.Float64);
        Assert.True(link.LoadStateDict(golden.Where(pair => pair.Key is "first" or "gaps").ToDictionary(pair => pair.Key, pair => pair.Value)).IsComplete);
        Tensor x = Tensor.From(all["x"].ToArray<double>(), [9, 1]);
        x.RequiresGrad = true;
        Tensor y = link.Forward(x);
        Golden.Close(golden["out"], y, 1e-9, 1e-10, "out");
        int count = y.ElementCount;
        y.Backward(Tensor.From([.. Enumerable.Range(0, count).Select(i => -1 + (2.0 * i / (count - 1)))], y.Shape));
        Golden.Close(golden["g.x"], x.Grad, 1e-8, 1e-9, "x");
        Assert.All(link.NamedParameters(), p => Golden.Close(golden["g." + p.Path], p.Parameter.Grad, 1e-8, 1e-9, p.Path));
    }

    [Fact]
    public void Probabilities_add_up_to_one_and_a_higher_score_never_makes_a_higher_class_less_likely()
    {
        CumulativeLink link = new CumulativeLink(5).Initialize(1);
        float[] scores = [.. Enumerable.Range(-60, 121).Select(i => i / 4f)];
        float[] y = link.Forward(Tensor.From(scores, [scores.Length, 1])).ToArray<float>();
        double[] before = [1, 1, 1, 1, 1];
        for (int row = 0; row < scores.Length; row++)
        {
            double[] probabilities = [.. y[(row * 5)..((row + 1) * 5)].Select(value => Math.Exp(value))];
            Assert.Equal(1, probabilities.Sum(), 1e-5);
            double below = 0;
            for (int k = 0; k < 5; k++)
            {
                below += probabilities[k];
                Assert.True(below <= before[k] + 1e-6);
                before[k] = below;
            }
        }

        Assert.All(y, value => Assert.True(float.IsFinite(value)));
    }

    [Fact]
    public void The_first_thresholds_lie_one_apart_around_zero()
    {
        float[] thresholds = new CumulativeLink(5).Initialize(1).Thresholds();
        Assert.All(thresholds.Zip([-1.5f, -0.5f, 0.5f, 1.5f]), pair => Assert.Equal(pair.Second, pair.First, 1e-6f));
        Assert.Equal([0], new CumulativeLink(2).Initialize(1).Thresholds());
    }

    [Fact]
    public void More_than_one_score_is_an_error_with_the_shape()
    {
        CumulativeLink link = new CumulativeLink(3).Initialize(1);
        Assert.Contains("[4, 3]", Assert.Throws<ShapeException>(() => link.Forward(Tensor.Zeros([4, 3]))).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => new CumulativeLink(1));
    }
}
