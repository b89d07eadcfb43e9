using Hone.Engine.Tests.Kernels;
using Hone.Kernels;
using Hone.Testing;

namespace Hone.Engine.Tests.Ops;

/// <summary>Maximum pooling over windows whose pixels lie apart.</summary>
[ChecksKernel(typeof(MaxPoolDilated<>))]
public sealed class DilatedMaxPoolTests
{
    public static TheoryData<int[], Size2d, Size2d, Size2d, bool, Size2d> Cases() => new()
    {
        { [2, 3, 7, 6], 2, 2, 0, false, 2 },
        { [2, 3, 7, 6], 2, 2, 1, true, 3 },
        { [1, 2, 9, 8], (3, 2), (1, 2), (1, 0), true, (2, 1) },
        { [1, 2, 9, 8], (2, 3), (2, 1), (0, 1), false, (1, 3) },
        { [1, 1, 1, 4], 2, 1, 1, false, (2, 1) },
        { [0, 2, 5, 5], 2, 2, 0, false, 2 },
        { [2, 0, 5, 5], 2, 2, 0, false, 2 },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Values_are_those_of_the_definition_and_gradients_match_finite_differences(int[] shape, Size2d kernel, Size2d stride, Size2d padding, bool ceilMode, Size2d dilation)
    {
        Tensor x = TestTensors.Normal(1, shape);
        Tensor y = x.MaxPool2d(kernel, stride, padding, ceilMode, dilation);
        Assert.Equal(Definition(x, kernel, stride, padding, dilation, y.Shape), y.ToArray<double>());
        if (shape[2] > 1)
        {
            GradCheck.Check(t => t[0].MaxPool2d(kernel, stride, padding, ceilMode, dilation), [x]);
            GradCheck.Check(
                t =>
                {
                    Tensor doubled = t[0] * 2;
                    return (doubled.MaxPool2d(kernel, stride, padding, ceilMode, dilation) * 2) + doubled.MaxPool2d(kernel, stride, padding, ceilMode, dilation);
                },
                [x]);
        }
    }

    [Fact]
    public void A_dilated_window_is_a_plain_one_over_every_other_pixel()
    {
        for (int channels = 0; channels <= 33; channels++)
        {
            Tensor x = TestTensors.Normal(channels, 2, channels, 9, 8);
            Float32Check.Compare(t => t[0].MaxPool2d(3, 1, 0, false, 2), [x]);
            Tensor dilated = x.MaxPool2d((3, 2), 2, 0, false, 2);
            Assert.Equal(x.Slice(2, 0, step: 2).Slice(3, 0, step: 2).MaxPool2d((3, 2), 1).ToArray<double>(), dilated.ToArray<double>());
        }

        Tensor sequence = TestTensors.Normal(1, 2, 3, 9);
        Assert.Equal(sequence.Slice(2, 0, step: 3).MaxPool1d(2, 1).ToArray<double>(), sequence.MaxPool1d(2, 3, dilation: 3).ToArray<double>());
        GradCheck.Check(t => t[0].MaxPool1d(3, 2, 1, true, 2), [sequence]);
        ThreadCheck.SameBits(t => t[0].MaxPool2d(3, 2, 1, false, 2), Float32Check.Narrow(TestTensors.Normal(1, 9, 21, 30, 30)));
    }

    [Fact]
    public void Ties_NaN_and_windows_in_the_padding_behave()
    {
        Tensor x = Tensor.Ones([1, 9, 3, 3]);
        x.RequiresGrad = true;
        x.MaxPool2d(2, dilation: 2).Sum().Backward();
        Assert.All(x.Grad!.ToArray<float>().Select((g, i) => (g, i)), pair => Assert.Equal(pair.i % 9 == 0 ? 1 : 0, pair.g));
        Assert.Equal(float.NaN, Tensor.From([1f, 2, float.NaN], [1, 1, 1, 3]).MaxPool2d((1, 2), dilation: 2).ToArray<float>()[0]);

        // Both rows of the window lie in the padding.
        Tensor thin = Tensor.Ones([1, 1, 1, 1]);
        thin.RequiresGrad = true;
        Tensor y = thin.MaxPool2d(2, 1, 1, dilation: 2);
        Assert.Equal(float.NegativeInfinity, y.Item());
        y.Backward();
        Assert.Equal(0, thin.Grad!.Item());
    }

    [Fact]
    public void Dilations_that_do_not_fit_are_named()
    {
        Tensor x = Tensor.Zeros([1, 1, 4, 4]);
        Assert.Contains("dilation 0x1", Assert.Throws<ShapeException>(() => x.MaxPool2d(2, dilation: (0, 1))).Message);
        Assert.Contains("kernel 3x3, dilation 2x2", Assert.Throws<ShapeException>(() => x.MaxPool2d(3, dilation: 2)).Message);
        Assert.Contains("dilation 2147483647x2147483647", Assert.Throws<ShapeException>(() => x.MaxPool2d(3, dilation: int.MaxValue)).Message);
        Tensor sequence = Tensor.Zeros([1, 1, 4]);
        var error = Assert.Throws<ShapeException>(() => sequence.MaxPool1d(3, dilation: 2));
        Assert.Contains("x [1, 1, 4] with padding 0, kernel 3, dilation 2", error.Message);
        Assert.Equal("MaxPool1d", error.Where);
        Assert.Contains("dilation -1", Assert.Throws<ShapeException>(() => sequence.MaxPool1d(3, dilation: -1)).Message);
        Assert.Equal([1, 1, 4], sequence.MaxPool1d(1, 1, dilation: int.MaxValue).Shape);
    }

    private static double[] Definition(Tensor x, Size2d kernel, Size2d stride, Size2d padding, Size2d dilation, Shape output)
    {
        var values = new List<double>();
        for (int i = 0; i < output.ElementCount; i++)
        {
            (int plane, int row, int column) = (i / (output[2] * output[3]), i / output[3] % output[2], i % output[3]);
            double best = double.NegativeInfinity;
            for (int tap = 0; tap < kernel.Height * kernel.Width; tap++)
            {
                int y = (row * stride.Height) - padding.Height + (tap / kernel.Width * dilation.Height);
                int z = (column * stride.Width) - padding.Width + (tap % kernel.Width * dilation.Width);
                bool isInside = y >= 0 && y < x.Shape[2] && z >= 0 && z < x.Shape[3];
                best = isInside ? Math.Max(best, x[plane / x.Shape[1], plane % x.Shape[1], y, z].Item()) : best;
            }

            values.Add(best);
        }

        return [.. values];
    }
}
