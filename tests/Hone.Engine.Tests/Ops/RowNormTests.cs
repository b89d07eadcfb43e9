using Hone.Testing;

namespace Hone.Engine.Tests.Ops;

public sealed class RowNormTests
{
    public static TheoryData<int[], int[]> Shapes() => new()
    {
        { [4, 5], [5] },
        { [5], [5] },
        { [2, 3, 4], [3, 4] },
        { [2, 3, 2, 4], [3, 2, 4] },
        { [2, 3, 2, 4], [4] },
        { [0, 4], [4] },
        { [3, 1], [1] },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    [ChecksGradientOf(typeof(Hone.Ops.LayerNorm))]
    public void Gradient_matches_finite_differences(int[] x, int[] normalized)
    {
        var shape = Shape.Create(normalized);
        Tensor[] inputs = [TestTensors.Normal(1, x), TestTensors.Normal(2, normalized), TestTensors.Normal(3, normalized)];
        GradCheck.Check(t => t[0].LayerNorm(shape, t[1], t[2]), inputs);
        GradCheck.Check(t => t[0].LayerNorm(shape, t[1]), inputs[..2]);
        GradCheck.Check(t => t[0].LayerNorm(shape, null, t[1]), inputs[..2]);
        GradCheck.Check(t => t[0].LayerNorm(shape), inputs[..1]);
        GradCheck.Check(t => t[0].RmsNorm(shape, t[1], 1e-3), inputs[..2]);
        GradCheck.Check(t => t[0].RmsNorm(shape), inputs[..1]);
    }

    [Fact]
    public void Gradient_matches_finite_differences_for_a_transposed_input_and_a_shared_gradient() => GradCheck.Check(
        t =>
        {
            Tensor y = t[0].LayerNorm([3], t[1]);
            return y + t[0] + y.RmsNorm([3]);
        },
        [TestTensors.Transposed(1, 4, 3), TestTensors.Normal(2, 3)]);

    [Fact]
    public void The_gradient_adds_to_that_of_a_skip_connection() => GradCheck.Check(
        t =>
        {
            Tensor x = t[0] * 2;
            return x + x.LayerNorm([3], t[1]) + x.RmsNorm([3], t[1]);
        },
        [TestTensors.Normal(1, 4, 3), TestTensors.Normal(2, 3)]);

    [Fact]
    public void A_frozen_input_or_parameter_gets_no_gradient()
    {
        Tensor x = TestTensors.Normal(1, 4, 5);
        Tensor weight = TestTensors.Normal(2, 5);
        Tensor bias = TestTensors.Normal(3, 5);
        bias.RequiresGrad = true;
        x.LayerNorm([5], weight, bias).Sum().Backward();
        Assert.Null(x.Grad);
        Assert.Null(weight.Grad);
        Assert.Equal([4.0, 4, 4, 4, 4], bias.Grad!.ToArray<double>());
    }

    [Fact]
    public void Float32_agrees_with_float64_for_every_length_of_row()
    {
        for (int size = 0; size <= 257; size++)
        {
            Tensor[] inputs = [TestTensors.Normal(1, 3, size), TestTensors.Normal(2, size), TestTensors.Normal(3, size)];
            Float32Check.Compare(t => t[0].LayerNorm([size], t[1], t[2], 1e-3), inputs);
            Float32Check.Compare(t => t[0].LayerNorm([size], eps: 1e-3), inputs[..1]);
            Float32Check.Compare(t => t[0].RmsNorm([size], t[1], 1e-3), inputs[..2]);
        }
    }

    [Fact]
    public void A_mean_far_above_the_spread_costs_no_digits()
    {
        double[] values = [.. Enumerable.Range(0, 2000).Select(i => 10000 + (((i * 37) % 101) / 50.0))];
        Tensor x = Float32Check.Narrow(Tensor.From(values, [2, 1000]));
        Tensor exact = Tensor.From(Array.ConvertAll(x.ToArray<float>(), v => (double)v), [2, 1000]);
        double[] expected = exact.LayerNorm([1000]).ToArray<double>();

        // Half a unit in the last place of the mean, 0.0005, is 1e-3 of the deviation.
        Assert.All(x.LayerNorm([1000]).ToArray<float>().Zip(expected), pair => Assert.Equal(pair.Second, pair.First, 1.5e-3));
    }

    [Fact]
    public void Constant_rows_become_zero_and_NaN_stays_in_its_row()
    {
        float[] y = Tensor.From([3f, 3, 3, float.NaN, 1, 2], [2, 3]).LayerNorm([3]).ToArray<float>();
        Assert.Equal([0f, 0, 0], y[..3]);
        Assert.All(y[3..], v => Assert.True(float.IsNaN(v)));
    }

    [Fact]
    public void Results_are_the_same_bits_for_any_number_of_threads()
    {
        Tensor[] inputs =
        [
            Float32Check.Narrow(TestTensors.Normal(1, 1500, 70)),
            Float32Check.Narrow(TestTensors.Normal(2, 70)),
            Float32Check.Narrow(TestTensors.Normal(3, 70)),
        ];
        ThreadCheck.SameBits(t => t[0].LayerNorm([70], t[1], t[2]), inputs);
        ThreadCheck.SameBits(t => t[0].RmsNorm([70], t[1]), inputs[..2]);
    }

    [Fact]
    public void Channels_last_images_are_normalized_without_a_copy()
    {
        Tensor x = TestTensors.Normal(1, 2, 3, 4, 5);
        Tensor rows = Tensor.From(x.ToArray<double>(), x.Shape);
        Tensor weight = TestTensors.Normal(2, 3, 4, 5);
        Tensor y = x.LayerNorm([3, 4, 5], weight);
        Assert.Equal(x.Strides, y.Strides);
        Assert.All(y.ToArray<double>().Zip(rows.LayerNorm([3, 4, 5], weight).ToArray<double>()), pair => Assert.Equal(pair.First, pair.Second, 1e-12));
    }

    [Fact]
    public void Rms_norm_adds_the_distance_between_numbers_of_its_type()
    {
        Assert.Equal(1 / MathF.Sqrt(2), Tensor.From([MathF.Pow(2, -11.5f)], [1]).RmsNorm([1]).ToArray<float>()[0], 1e-6f);
        Assert.Equal(1 / Math.Sqrt(2), Tensor.From([Math.Pow(2, -26)], [1]).RmsNorm([1]).ToArray<double>()[0], 1e-12);
    }

    [Fact]
    public void An_axis_of_another_size_is_named_with_both_shapes()
    {
        var error = Assert.Throws<ShapeException>(() => Tensor.Zeros([2, 3, 5]).LayerNorm([4, 5]));
        Assert.Contains("x [2, 3, 5]: axis 1 of x has size 3, not 4", error.Message);
        Assert.Contains("[4, 5]", error.Message);
        Assert.Contains("x [5]: x has 1 axes", Assert.Throws<ShapeException>(() => Tensor.Zeros([5]).RmsNorm([4, 5])).Message);
    }

    [Fact]
    public void Parameters_of_another_shape_or_type_are_named()
    {
        Tensor x = Tensor.Zeros([2, 5]);
        Assert.Contains("weight Float32 [4]", Assert.Throws<ShapeException>(() => x.LayerNorm([5], Tensor.Ones([4]))).Message);
        Assert.Contains("bias Float64 [5]", Assert.Throws<ShapeException>(() => x.LayerNorm([5], null, Tensor.Ones([5], DType.Float64))).Message);
    }

    [Fact]
    public void Whole_numbers_no_axes_and_a_negative_eps_are_refused()
    {
        Assert.Contains("Int64 [2]", Assert.Throws<ShapeException>(() => Tensor.Zeros([2], DType.Int64).LayerNorm([2])).Message);
        Assert.Contains("normalized shape []", Assert.Throws<ShapeException>(() => Tensor.Zeros([2]).LayerNorm([])).Message);
        Assert.Contains("eps -1", Assert.Throws<ShapeException>(() => Tensor.Zeros([2]).LayerNorm([2], eps: -1)).Message);
    }
}
