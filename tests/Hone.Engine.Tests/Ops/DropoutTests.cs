using Hone.Testing;

namespace Hone.Engine.Tests.Ops;

public sealed class DropoutTests
{
    [Theory]
    [InlineData(0.3)]
    [InlineData(1)]
    [ChecksGradientOf(typeof(Hone.Ops.Dropout))]
    public void Gradient_matches_finite_differences(double p)
    {
        foreach (int[] shape in new int[][] { [], [0, 2], [7], [2, 3, 4, 2] })
        {
            GradCheck.Check(t => t[0].Dropout(p, training: true, Stream()), [TestTensors.Normal(1, shape)]);
        }
    }

    [Fact]
    public void The_mask_does_not_depend_on_the_layout_or_the_element_type()
    {
        Tensor activation = TestTensors.Normal(1, 2, 5, 4, 3);
        Tensor rows = Tensor.From(activation.ToArray<double>(), activation.Shape);
        double[] expected = activation.Dropout(0.5, training: true, Stream()).ToArray<double>();
        Assert.Equal(expected, rows.Dropout(0.5, training: true, Stream()).ToArray<double>());
        float[] narrow = Float32Check.Narrow(activation).Dropout(0.5, training: true, Stream()).ToArray<float>();
        Assert.Equal(expected.Select(v => v == 0), narrow.Select(v => v == 0));
    }

    [Fact]
    public void Results_are_the_same_bits_for_any_number_of_threads()
    {
        ThreadCheck.SameBits(t => t[0].Dropout(0.5, training: true, Stream()), Float32Check.Narrow(TestTensors.Normal(1, 100_001)));
        ThreadCheck.SameBits(t => t[0].Dropout(0.5, training: true, Stream()), Float32Check.Narrow(TestTensors.Normal(1, 8, 16, 20, 20)));
    }

    [Fact]
    public void The_share_of_zeros_is_p_and_the_mean_stays()
    {
        float[] y = Tensor.Ones([100_000]).Dropout(0.3, training: true, Stream()).ToArray<float>();
        Assert.Equal(0.3, y.Count(v => v == 0) / 100_000.0, 0.01);
        Assert.Equal(1, y.Average(), 0.01);
        Assert.All(y.Where(v => v != 0), v => Assert.Equal(1 / 0.7f, v, 1e-6));
    }

    [Fact]
    public void Each_call_drops_others_and_prediction_drops_none()
    {
        RandomStream stream = Stream();
        Tensor x = Tensor.Ones([100]);
        Assert.NotEqual(x.Dropout(0.5, training: true, stream).ToArray<float>(), x.Dropout(0.5, training: true, stream).ToArray<float>());
        Assert.Same(x, x.Dropout(0.5, training: false, stream));
    }

    [Fact]
    public void A_probability_above_one_and_integers_are_refused()
    {
        Assert.Contains("p 1.5", Assert.Throws<HoneException>(() => Tensor.Zeros([2]).Dropout(1.5, training: true, Stream())).Message);
        Assert.Contains("Int64 [2]", Assert.Throws<HoneException>(() => Tensor.Zeros([2], DType.Int64).Dropout(0.5, training: true, Stream())).Message);
    }

    private static RandomStream Stream() => new(7, "dropout");
}
