using System.Runtime.Intrinsics;
using Hone.Kernels;
using Hone.Ops;

namespace Hone.Engine.Tests.Kernels;

[ChecksKernel(typeof(Rectifier<,>))]
public sealed unsafe class RectifierTests
{
    [Fact]
    public void Positive_numbers_and_NaN_pass_in_every_register_all_else_is_zero()
    {
        Check<Policy128, Vector128<float>>();
        Check<Policy256, Vector256<float>>();
        Check<Policy512, Vector512<float>>();
    }

    [Fact]
    public void NaN_passes_through_the_fused_rectifiers_of_normalization_and_convolution()
    {
        // One NaN among numbers whose outputs are positive and negative, in evaluation, where it stays alone.
        var values = new float[2 * 64 * 6 * 6];
        new RandomStream(1, "x").FillNormal(values, 0, 1);
        values[5] = float.NaN;
        Tensor x = Tensor.From(values, [2, 64, 6, 6]);
        Tensor weight = Tensor.RandomNormal([64, 64, 3, 3], new RandomStream(2, "w"));
        float[] normalized = x.BatchNormRelu(Tensor.Ones([64]), Tensor.Zeros([64]), Tensor.Zeros([64]), Tensor.Ones([64]), training: false).ToArray<float>();
        Assert.Equal(x.Relu().ToArray<float>().Select(float.IsNaN), normalized.Select(float.IsNaN));
        float[] apart = x.Conv2d(weight, options: new() { Padding = 1 }).Relu().ToArray<float>();
        using NoGrad none = NoGrad.Enter();
        float[] fused = new PreparedConvolution(weight, Tensor.Zeros([64]), new() { Padding = 1 }, relu: true).Forward(x, null).ToArray<float>();
        Assert.Equal(apart.Select(float.IsNaN), fused.Select(float.IsNaN));
        Assert.Contains(fused, float.IsNaN);
        Assert.Contains(fused, value => value == 0);
    }

    private static void Check<TPolicy, TVector>()
        where TPolicy : struct, IVectorPolicy<TVector>
        where TVector : struct
    {
        float[] values = [1, -1, 0, -0f, float.NaN, float.PositiveInfinity, float.NegativeInfinity, float.Epsilon, -float.Epsilon, 3e38f, -3e38f, 0.5f, -2, float.NaN, 7, -7];
        var actual = new float[values.Length];
        fixed (float* x = values, y = actual)
        {
            for (int i = 0; i < values.Length; i += TPolicy.Width)
            {
                TPolicy.Store(y + i, Rectifier<TPolicy, TVector>.Apply(TPolicy.Load(x + i)));
            }
        }

        Assert.Equal(values.Select(value => value > 0 || float.IsNaN(value) ? value : 0), actual.Select(value => value == 0 ? 0 : value));
    }
}
