using Hone.Engine.Tests.Kernels;
using Hone.Kernels;

namespace Hone.Engine.Tests.Ops;

/// <summary>Variance and deviation where squares leave float32, and where an element is infinite. What PyTorch gives was written down from torch 1.13.</summary>
public sealed class ExtremeDeviationTests
{
    private const double Infinite = double.PositiveInfinity;
    private const double Negative = double.NegativeInfinity;
    private const double None = double.NaN;

    [Theory]
    [InlineData(1e20f)]
    [InlineData(1e30f)]
    [InlineData(1e-20f)]
    [InlineData(1e-25f)]
    [InlineData(1e-30f)]
    [ChecksKernel(typeof(SteadyDeviation<>))]
    public void Deviations_of_float32_whose_squares_leave_the_type_are_right(float scale)
    {
        foreach (int[] axes in new int[][] { [], [0], [1], [0, 2], [-1] })
        {
            Tensor x = Float32Check.Narrow(TestTensors.Normal(1, 5, 4, 7)) * scale;
            Tensor wide = x.To(DType.Float64);
            x.RequiresGrad = true;
            wide.RequiresGrad = true;
            Tensor y = x.StandardDeviation(axes);
            Tensor expected = wide.StandardDeviation(axes);
            Close(expected, y);
            y.Backward(Tensor.OnesLike(y));
            expected.Backward(Tensor.OnesLike(expected));
            Close(wide.Grad!, x.Grad!);
        }
    }

    [Fact]
    public void Deviations_beside_each_other_are_each_right()
    {
        // A large column, an ordinary one, a constant one, a tiny one.
        Tensor x = Tensor.From([1e20f, 1, 5, 1e-30f, -2e20f, 2, 5, 3e-30f, 3e20f, 4, 5, -1e-30f], [3, 4]);
        Tensor expected = x.To(DType.Float64).StandardDeviation([0]);
        foreach (Tensor y in new[] { x.StandardDeviation([0]), x.Transpose().StandardDeviation([1]), x.Transpose().Contiguous().StandardDeviation([1]) })
        {
            Assert.All(expected.ToArray<double>().Zip(y.ToArray<float>()), pair => Assert.Equal(pair.First, pair.Second, 1e-6 * pair.First));
        }

        Assert.Equal(float.PositiveInfinity, x.Variance([0]).ToArray<float>()[0]);
    }

    [Fact]
    public void Many_results_are_each_right_for_any_number_of_threads()
    {
        // Each row of three is larger than the one before, from beyond the smallest square to beyond the largest; every seventh is constant.
        const int Count = 70_000;
        float[] values = [.. Enumerable.Range(0, 3 * Count).Select(i => i / 3 % 7 == 0 ? 3 : (float)((1 + (i % 3)) * Math.Pow(10, ((i / 3) - (Count / 2)) / 1200.0)))];
        Tensor x = Tensor.From(values, [Count, 3]);
        double[] expected = x.To(DType.Float64).StandardDeviation([1]).ToArray<double>();
        foreach (Tensor y in new[] { x.StandardDeviation([1]), x.Transpose().Contiguous().StandardDeviation([0]) })
        {
            Assert.All(expected.Zip(y.ToArray<float>()), pair => Assert.Equal(pair.First, pair.Second, 1e-6 * pair.First));
        }

        ThreadCheck.SameBits(t => t[0].StandardDeviation([1]), x);
    }

    [Theory]
    [InlineData(new[] { 1, 2, Infinite, 4 }, new[] { Negative, Negative, None, Negative })]
    [InlineData(new[] { 1, Negative, 2 }, new[] { Infinite, None, Infinite })]
    [InlineData(new[] { Infinite, Infinite, 1 }, new[] { None, None, Negative })]
    [InlineData(new[] { Infinite, Negative, 1 }, new[] { None, None, None })]
    [InlineData(new[] { None, 1, 2 }, new[] { None, None, None })]
    [InlineData(new[] { 1, None, Infinite }, new[] { None, None, None })]
    [InlineData(new[] { Infinite }, new[] { None })]
    [InlineData(new[] { 5.0 }, new[] { None })]
    [InlineData(new[] { 2.0, 2, 2 }, new[] { 0.0, 0, 0 })]
    public void Gradients_of_infinite_elements_are_those_of_PyTorch(double[] values, double[] ofVariance)
    {
        bool isFinite = ofVariance[0] == 0;
        foreach (DType type in new[] { DType.Float32, DType.Float64 })
        {
            foreach (bool isColumn in new[] { false, true })
            {
                // Three times side by side: rows along one axis, columns along the other.
                Tensor x = Tensor.From([.. values, .. values, .. values], [3, values.Length]).To(type);
                x = isColumn ? x.Transpose().Contiguous() : x;
                int[] axes = [isColumn ? 0 : 1];
                Tensor variance = Leaf(x);
                variance.Variance(axes).Sum().Backward();
                Assert.Equal(Expected(ofVariance, isColumn), variance.Grad!.To(DType.Float64).ToArray<double>());

                Tensor deviation = Leaf(x);
                Tensor y = deviation.StandardDeviation(axes);
                y.Sum().Backward();
                double[] expected = [.. ofVariance.Select(value => isFinite ? value : double.NaN)];
                Assert.Equal(Expected(expected, isColumn), deviation.Grad!.To(DType.Float64).ToArray<double>());
                Assert.All(y.To(DType.Float64).ToArray<double>(), value => Assert.Equal(isFinite ? 0 : double.NaN, value));
            }
        }
    }

    private static double[] Expected(double[] row, bool isColumn) =>
        isColumn ? [.. row.SelectMany(value => Enumerable.Repeat(value, 3))] : [.. row, .. row, .. row];

    private static Tensor Leaf(Tensor x)
    {
        Tensor leaf = x.Detach();
        leaf.RequiresGrad = true;
        return leaf;
    }

    /// <summary>Equal but for roundings of the largest number.</summary>
    private static void Close(Tensor expected, Tensor actual)
    {
        double[] numbers = expected.ToArray<double>();
        double largest = numbers.Max(Math.Abs);
        Assert.All(numbers.Zip(actual.To(DType.Float64).ToArray<double>()), pair => Assert.Equal(pair.First, pair.Second, 1e-5 * largest));
    }
}
