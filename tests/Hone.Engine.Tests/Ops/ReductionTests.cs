using Hone.Testing;

namespace Hone.Engine.Tests.Ops;

public sealed class ReductionTests
{
    private static readonly Dictionary<string, Func<Tensor, int[], bool, Tensor>> Reductions = new()
    {
        ["variance"] = (x, axes, keep) => x.Variance(axes, keepDim: keep),
        ["variance 0"] = (x, axes, keep) => x.Variance(axes, correction: 0, keepDim: keep),
        ["std"] = (x, axes, keep) => x.StandardDeviation(axes, keepDim: keep),
        ["norm 1"] = (x, axes, keep) => x.Norm(axes, 1, keep),
        ["norm 2"] = (x, axes, keep) => x.Norm(axes, keepDim: keep),
        ["norm inf"] = (x, axes, keep) => x.Norm(axes, double.PositiveInfinity, keep),
        ["norm 0"] = (x, axes, keep) => x.Norm(axes, 0, keep),
        ["norm 0.5"] = (x, axes, keep) => x.Norm(axes, 0.5, keep),
        ["norm 1.3"] = (x, axes, keep) => x.Norm(axes, 1.3, keep),
        ["norm 3"] = (x, axes, keep) => x.Norm(axes, 3, keep),
        ["norm -1"] = (x, axes, keep) => x.Norm(axes, -1, keep),
        ["norm -inf"] = (x, axes, keep) => x.Norm(axes, double.NegativeInfinity, keep),
        ["amax"] = (x, axes, keep) => x.Amax(axes, keep),
        ["amin"] = (x, axes, keep) => x.Amin(axes, keep),
        ["logsumexp"] = (x, axes, keep) => x.LogSumExp(axes, keep),
        ["prod"] = (x, axes, keep) => x.Prod(axes, keep),
    };

    public static TheoryData<string> Names() => [.. Reductions.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    [ChecksGradientOf(typeof(Hone.Ops.Variance), typeof(Hone.Ops.Norm), typeof(Hone.Ops.LogSumExp), typeof(Hone.Ops.Prod), typeof(Hone.Ops.Amax))]
    public void Gradients_match_finite_differences(string name)
    {
        Func<Tensor, int[], bool, Tensor> reduce = Reductions[name];
        foreach (int[] axes in new int[][] { [], [0], [1, 3], [0, 2, 3], [-1] })
        {
            GradCheck.Check(t => reduce(t[0], axes, false), [TestTensors.AwayFromZero(1, 2, 3, 2, 2)], tolerance: 1e-5);
            GradCheck.Check(t => reduce(t[0], axes, true) * t[0], [TestTensors.AwayFromZero(1, 2, 3, 2, 2)], tolerance: 1e-5);
        }

        GradCheck.Check(t => reduce(t[0], [1], false), [TestTensors.Transposed(1, 3, 4)], tolerance: 1e-5);
        GradCheck.Check(t => reduce(t[0], [1], false), [TestTensors.Normal(1, 0, 4)]);
        if (!name.StartsWith("var", StringComparison.Ordinal) && name != "std")
        {
            GradCheck.Check(t => reduce(t[0], [], false), [TestTensors.AwayFromZero(1)]);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Float32_agrees_with_float64(string name)
    {
        for (int size = 2; size <= 35; size += 3)
        {
            Float32Check.Compare(t => Reductions[name](t[0], [1], false), [TestTensors.AwayFromZero(size, 3, size)]);
            Float32Check.Compare(t => Reductions[name](t[0], [0], true), [TestTensors.AwayFromZero(size, 4, size)]);
        }
    }

    [Fact]
    [ChecksGradientOf(typeof(Hone.Ops.CumSum))]
    public void CumSum_gradients_match_finite_differences()
    {
        foreach (int axis in new[] { 0, 1, -1 })
        {
            GradCheck.Check(t => t[0].CumSum(axis) * t[0], [TestTensors.Normal(1, 3, 4, 2)]);
        }

        GradCheck.Check(t => t[0].CumSum(1), [TestTensors.Transposed(1, 3, 4)]);
        GradCheck.Check(t => t[0].CumSum(1), [TestTensors.Normal(1, 2, 0)]);
        Assert.Equal([1L, 3, 6], Tensor.From([1L, 2, 3], [3]).CumSum(0).ToArray<long>());
        Assert.Equal([1L, 3, 6], Tensor.From([1, 2, 3], [3]).CumSum(0).ToArray<long>());
        Assert.Equal([200L, 400, 0, 1], Tensor.From(new byte[] { 200, 200, 0, 1 }, [2, 2]).Transpose().CumSum(0).Transpose().ToArray<long>());
        Assert.Equal([1L, 1, 2], Tensor.From([true, false, true], [3]).CumSum(0).ToArray<long>());
        Assert.Equal(1L << 31, Tensor.From([int.MaxValue, 1], [2]).CumSum(0).ToArray<long>()[1]);
        Assert.Contains("axis 2 for shape [3]", Assert.Throws<ShapeException>(() => Tensor.Zeros([3]).CumSum(2)).Message);
    }

    [Theory]
    [InlineData(new[] { 200_001 }, new[] { 0 })]
    [InlineData(new[] { 700, 301 }, new[] { 0 })]
    [InlineData(new[] { 700, 301 }, new[] { 1 })]
    [InlineData(new[] { 2, 150_000 }, new[] { 0 })]
    [InlineData(new[] { 2, 150_000 }, new[] { 1 })]
    [InlineData(new[] { 40, 50, 80 }, new[] { 1 })]
    [InlineData(new[] { 40, 50, 80 }, new[] { 0, 2 })]
    [InlineData(new[] { 8, 30, 30, 20 }, new[] { 0, 2, 3 })]
    [InlineData(new[] { 8, 30, 30, 20 }, new[] { 1 })]
    [InlineData(new[] { 3, 7, 100, 100 }, new int[0])]
    public void Long_sums_are_right_and_the_same_bits_for_any_number_of_threads(int[] shape, int[] axes)
    {
        Tensor x = TestTensors.Normal(1, shape);
        ThreadCheck.SameBits(t => t[0].Sum(axes), Float32Check.Narrow(x));
        Float32Check.Compare(t => t[0].Sum(axes), [x], tolerance: 5e-5);
        GradCheckOfSum(x, axes);
    }

    [Fact]
    public void A_long_transposed_sum_equals_plain_addition()
    {
        Tensor x = TestTensors.Transposed(1, 300, 400);
        double[] values = x.ToArray<double>();
        double[] rows = x.Sum([1]).ToArray<double>();
        for (int row = 0; row < 300; row++)
        {
            Assert.Equal(values.Skip(row * 400).Take(400).Sum(), rows[row], 1e-10);
        }
    }

    [Fact]
    public void Deviation_and_norm_of_constant_and_zero_vectors_have_gradient_zero()
    {
        Tensor x = Tensor.Zeros([2, 3], DType.Float64);
        x.RequiresGrad = true;
        (x.StandardDeviation([1]).Sum() + x.Norm([1]).Sum()).Backward();
        Assert.All(x.Grad!.ToArray<double>(), g => Assert.Equal(0, g));
    }

    [Fact]
    public void The_largest_magnitudes_share_the_gradient()
    {
        Tensor x = Tensor.From([3.0, -3, 1], [3]);
        x.RequiresGrad = true;
        x.Norm(p: double.PositiveInfinity).Backward();
        Assert.Equal([0.5, -0.5, 0], x.Grad!.ToArray<double>());
    }

    [Fact]
    public void Variance_survives_a_large_mean() =>
        Assert.Equal(1, Tensor.From([10000f, 10001, 10002], [3]).Variance().Item(), 1e-6);

    [Fact]
    public void Products_with_zeros_have_exact_gradients()
    {
        Tensor x = Tensor.From([2.0, 0, 3, 0, 5, 0], [2, 3]);
        x.RequiresGrad = true;
        x.Prod([1]).Sum().Backward();
        Assert.Equal([0, 6, 0, 0, 0, 0], x.Grad!.ToArray<double>());
        Assert.Equal([0, 6, 0], Gradient(Tensor.From([2.0, 0, 3], [3])));

        static double[] Gradient(Tensor row)
        {
            row.RequiresGrad = true;
            row.Prod().Backward();
            return row.Grad!.ToArray<double>();
        }
    }

    [Fact]
    public void Equal_extremes_share_the_gradient_and_the_whole_tensor_has_one_of_each()
    {
        Tensor x = Tensor.From([3.0, 1, 3, -2, 0, 3], [2, 3]);
        x.RequiresGrad = true;
        Assert.Equal(3, x.Max().Item());
        Assert.Equal(-2, x.Min().Item());
        x.Max().Backward();
        Assert.Equal([1 / 3.0, 0, 1 / 3.0, 0, 0, 1 / 3.0], x.Grad!.ToArray<double>());
        Assert.Equal([3.0, 1, 3], x.Detach().Amax([0]).ToArray<double>());
        Assert.Equal([1L, -2], Tensor.From([3L, 1, -2, 7], [2, 2]).Amin([1]).ToArray<long>());
        Assert.Equal((byte)9, Tensor.From(new byte[] { 3, 9 }, [2]).Max().ToArray<byte>()[0]);
        Assert.True(double.IsNaN(Tensor.From([1f, float.NaN, 2], [3]).Max().Item()));
        Assert.Equal([0], Tensor.Zeros([2, 0]).Amax([0]).Shape);
        Assert.Contains("Amax", Assert.Throws<ShapeException>(() => Tensor.Zeros([2, 0]).Amax([1])).Message);
        Assert.Contains("Max", Assert.Throws<HoneException>(() => Tensor.From([true, false], [2]).Max()).Message);
    }

    [Fact]
    public void Whole_numbers_and_masks_add_up_as_Int64_and_have_no_mean()
    {
        Assert.Equal(600, Tensor.From(new byte[] { 200, 200, 200 }, [3]).Sum().Item());
        Assert.Equal([2L, 1], Tensor.From([true, true, false, true], [2, 2]).Sum([1]).ToArray<long>());
        Assert.Equal((1L << 53) + 1, Tensor.From([1L << 53, 1], [2]).Sum().ToArray<long>()[0]);
        Assert.Contains("Mean", Assert.Throws<HoneException>(() => Tensor.From([1L, 2], [2]).Mean()).Message);
    }

    [Theory]
    [InlineData(new[] { 300_000 }, new[] { 0 })]
    [InlineData(new[] { 700, 301 }, new[] { 0 })]
    [InlineData(new[] { 700, 301 }, new[] { 1 })]
    [InlineData(new[] { 9, 40_000 }, new[] { 0 })]
    [InlineData(new[] { 2, 150_000 }, new[] { 1 })]
    [InlineData(new[] { 150_000, 3 }, new[] { 0 })]
    [InlineData(new[] { 300, 5000 }, new[] { 0 })]
    [InlineData(new[] { 40, 50, 80 }, new[] { 1 })]
    [InlineData(new[] { 40, 50, 80 }, new[] { 0, 2 })]
    [InlineData(new[] { 40, 1, 80 }, new[] { 0 })]
    [InlineData(new[] { 8, 30, 30, 20 }, new[] { 0, 2, 3 })]
    [InlineData(new[] { 8, 30, 30, 20 }, new[] { 1 })]
    public void Large_reductions_are_right_and_the_same_bits_for_any_number_of_threads(int[] shape, int[] axes)
    {
        Tensor x = TestTensors.Normal(1, shape);
        Tensor narrow = Float32Check.Narrow(x);
        foreach (Func<Tensor, int[], bool, Tensor> reduce in Reductions.Where(pair => pair.Key != "prod").Select(pair => pair.Value))
        {
            ThreadCheck.SameBits(t => reduce(t[0], axes, false), narrow);
            Float32Check.Compare(t => reduce(t[0], axes, false), [x], tolerance: 5e-5);
        }

        if (axes.Length == 1)
        {
            Float32Check.Compare(t => t[0].Max(axes[0]), [x]);
            Float32Check.Compare(t => t[0].Min(axes[0], keepDim: true), [x]);
            long[] places = narrow.Detach().ArgMax(axes[0]).ToArray<long>();
            Assert.Equal(narrow.To(DType.Float64).ArgMax(axes[0]).ToArray<long>(), places);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void The_first_of_equal_extremes_and_the_first_NaN_are_found_in_registers(int axis)
    {
        // Whole numbers from 0 to 4: nearly all are equal to another one.
        int[] shape = axis == 0 ? [1500, 70] : [70, 1500];
        var stream = new RandomStream(3, "ties");
        float[] values = [.. Enumerable.Range(0, 1500 * 70).Select(_ => (float)stream.NextInt(5))];
        foreach (int at in new[] { -1, 0, 777, (1500 * 70) - 1 })
        {
            float[] changed = [.. values];
            if (at >= 0)
            {
                changed[at] = float.NaN;
            }

            foreach (float extreme in new[] { 0f, float.PositiveInfinity, float.NegativeInfinity })
            {
                changed[5] = extreme;
                changed[40_000] = -extreme;
                Tensor x = Tensor.From(changed, Shape.Create(shape));
                Tensor wide = x.To(DType.Float64);
                Assert.Equal(wide.ArgMax(axis).ToArray<long>(), x.ArgMax(axis).ToArray<long>());
                Assert.Equal(wide.ArgMin(axis).ToArray<long>(), x.ArgMin(axis).ToArray<long>());
                Assert.Equal(wide.Max(axis).ToArray<double>(), x.Max(axis).To(DType.Float64).ToArray<double>());
                Assert.Equal(wide.Amin([axis]).ToArray<double>(), x.Amin([axis]).To(DType.Float64).ToArray<double>());
            }
        }
    }

    [Fact]
    public void Axes_of_size_one_between_others_change_nothing()
    {
        Tensor x = TestTensors.Normal(1, 4, 1, 3);
        Tensor flat = x.Reshape(4, 3);
        foreach (Func<Tensor, Tensor> function in new Func<Tensor, Tensor>[]
        {
            t => t.Softmax(0),
            t => t.LogSoftmax(0),
            t => t.CumSum(0),
            t => t.Max(0),
            t => t.ArgMin(0),
            t => t.Sort(0).Values,
            t => t.TopK(2, 0).Values,
            t => t.Variance([0]),
            t => t.LogSumExp([0]),
        })
        {
            Assert.Equal(function(flat).To(DType.Float64).ToArray<double>(), function(x).To(DType.Float64).ToArray<double>());
        }

        Tensor images = TestTensors.Normal(2, 2, 4, 1, 3, 5);
        Tensor weight = Tensor.Ones([4], DType.Float64);
        Tensor bias = Tensor.Zeros([4], DType.Float64);
        Assert.Equal(images.Reshape(2, 4, 15).GroupNorm(2, weight, bias).ToArray<double>(), images.GroupNorm(2, weight, bias).ToArray<double>());
    }

    [Fact]
    public void Empty_tensors_reduce_over_axes_that_lie_apart()
    {
        Tensor x = Tensor.Zeros([0, 2, 3]);
        Assert.Equal([float.NaN, float.NaN], x.Variance([0, 2]).ToArray<float>());
        Assert.Equal([float.NegativeInfinity, float.NegativeInfinity], x.LogSumExp([2, 0]).ToArray<float>());
        Assert.Equal([false, false], x.Any([0, 2]).ToArray<bool>());
        Assert.Equal([true, true], x.All([0, 2]).ToArray<bool>());
        Assert.Equal([0, 1, 0], Tensor.Zeros([0, 2, 0]).Variance([1], keepDim: true).Shape);
        x.RequiresGrad = true;
        x.LogSumExp([0, 2]).Sum().Backward();
        x.StandardDeviation([0, 2]).Sum().Backward();
        Assert.Equal([0, 2, 3], x.Grad!.Shape);
    }

    [Fact]
    public void Float_sums_of_a_million_rows_keep_their_digits()
    {
        Tensor x = Tensor.Full([1 << 20, 3], 0.1);
        Assert.All(x.Mean([0]).ToArray<float>(), mean => Assert.Equal(0.1, mean, 1e-6));
        Assert.All(Tensor.Full([4, 1 << 18, 3], 0.1).Mean([1]).ToArray<float>(), mean => Assert.Equal(0.1, mean, 1e-6));
        Assert.All(x.Transpose(0, 1).Mean([1]).ToArray<float>(), mean => Assert.Equal(0.1, mean, 1e-6));
        Assert.Equal(0.1 * (1 << 22), Tensor.Full([1 << 22], 0.1).CumSum(0).ToArray<float>()[^1], 1.0);
    }

    [Theory]
    [InlineData(DType.Float32)]
    [InlineData(DType.Float64)]
    [InlineData(DType.Int64)]
    [InlineData(DType.Int32)]
    [InlineData(DType.UInt8)]
    public void A_single_exception_is_found_anywhere(DType type)
    {
        foreach (int at in new[] { 0, 31, 40_000, 99_999 })
        {
            var values = new float[100_000];
            values[at] = 1;
            Tensor x = Tensor.From(values, [100_000]).To(type);
            Tensor others = Tensor.From([.. values.Select(value => 1 - value)], [100_000]).To(type);
            Assert.Equal(1, x.Any().Item());
            Assert.Equal(0, others.All().Item());
            Assert.Equal(at / 1000, Array.IndexOf(x.Reshape(100, 1000).Any([1]).ToArray<bool>(), true));
            Assert.Equal(at % 1000, Array.IndexOf(others.Reshape(100, 1000).All([0]).ToArray<bool>(), false));
        }
    }

    [Fact]
    public void Any_and_all_reduce_any_axes()
    {
        Tensor x = Tensor.From([true, false, false, true, true, true], [2, 3]);
        Assert.Equal([true, true], x.Any([1]).ToArray<bool>());
        Assert.Equal([false, true], x.All([1]).ToArray<bool>());
        Assert.Equal([true, false, false], x.All([0]).ToArray<bool>());
        Assert.Equal([1, 3], x.All([0], keepDim: true).Shape);
        Assert.Equal(0, x.All().Item());
        Assert.Equal(1, Tensor.From([0f, float.NaN], [2]).Any().Item());
        Assert.Equal(0, Tensor.Zeros([0]).Any().Item());
        Assert.Equal(1, Tensor.Zeros([0]).All().Item());
    }

    [Fact]
    public void ArgMin_names_the_first_smallest_of_each_row() =>
        Assert.Equal([1L, 0], Tensor.From([3f, 1, 1, 2, 4, 5], [2, 3]).ArgMin().ToArray<long>());

    [Fact]
    public void Empty_reductions_have_the_neutral_value()
    {
        Assert.Equal(1, Tensor.Zeros([0]).Prod().Item());
        Assert.Equal(double.NegativeInfinity, Tensor.Zeros([0]).LogSumExp().Item());
        Assert.Equal(0, Tensor.Zeros([0]).Norm().Item());
        Assert.True(double.IsNaN(Tensor.Zeros([1]).Variance().Item()));
        Assert.Equal(1001 + Math.Log(1 + Math.Exp(-1)), Tensor.From([1000f, 1001f], [2]).LogSumExp().Item(), 1e-4);
    }

    [Fact]
    public void Wrong_axes_types_and_orders_are_named()
    {
        Tensor x = Tensor.Zeros([2, 3]);
        Assert.Contains("axis -1 twice for shape [2, 3]", Assert.Throws<ShapeException>(() => x.Variance([1, -1])).Message);
        Assert.Contains("p NaN for shape [2, 3]", Assert.Throws<HoneException>(() => x.Norm(p: double.NaN)).Message);
        Tensor integers = Tensor.Zeros([2], DType.Int64);
        Func<Tensor, Tensor>[] reductions = [t => t.Variance(), t => t.StandardDeviation(), t => t.Prod(), t => t.LogSumExp(), t => t.Norm()];
        foreach (Func<Tensor, Tensor> reduce in reductions)
        {
            Assert.Contains("Int64 [2]", Assert.Throws<HoneException>(() => reduce(integers)).Message);
        }
    }

    private static void GradCheckOfSum(Tensor x, int[] axes)
    {
        double[] exact = x.ToArray<double>();
        Assert.Equal(exact.Sum(), x.Sum(axes).Sum().Item(), 1e-8);
    }
}
