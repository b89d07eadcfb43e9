using System.Runtime.Intrinsics;
using Hone.Kernels;
using Hone.Ops;

namespace Hone.Engine.Tests.Kernels.Convolution;

/// <summary>Bias, scale, shortcut and ReLU in cache, alone, behind convolutions whose weights are prepared once, and as a normalization.</summary>
public sealed unsafe class EpilogueTests
{
    public static TheoryData<RegisterSize, bool, bool, bool, bool> Forms()
    {
        var data = new TheoryData<RegisterSize, bool, bool, bool, bool>();
        foreach (RegisterSize size in TestedRegisters.Sizes)
        {
            for (int form = 0; form < 16; form++)
            {
                data.Add(size, (form & 1) != 0, (form & 2) != 0, (form & 4) != 0, (form & 8) != 0);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Forms))]
    [ChecksKernel(typeof(EpilogueLoop<,>))]
    public void Epilogues_equal_their_formula_at_every_length(RegisterSize size, bool hasBias, bool hasResidual, bool relu, bool hasScale)
    {
        var random = new Random(7);
        for (int length = 0; length <= 257; length++)
        {
            using GuardedBuffer sums = GuardedBuffer.Random(length, random);
            using GuardedBuffer bias = GuardedBuffer.Random(length, random);
            using GuardedBuffer residual = GuardedBuffer.Random(length, random);
            using GuardedBuffer scale = GuardedBuffer.Random(length, random);
            using GuardedBuffer shift = GuardedBuffer.Random(length, random);
            if (length > 0)
            {
                sums.Values[length / 2] = float.NaN;
            }

            float[] before = sums.Values.ToArray();
            var epilogue = new ConvEpilogue
            {
                Bias = hasBias ? bias.Pointer : null,
                Scale = hasScale ? scale.Pointer : null,
                Shift = hasScale ? shift.Pointer : null,
                Relu = relu,
            };
            Run(size, epilogue, sums.Pointer, hasResidual ? residual.Pointer : null, length);
            for (int i = 0; i < length; i++)
            {
                float normalized = before[i] + (hasBias ? bias.Values[i] : 0);
                if (hasScale)
                {
                    normalized = (normalized * scale.Values[i]) + shift.Values[i];
                }

                float sum = normalized + (hasResidual ? residual.Values[i] : 0);
                float expected = relu ? Math.Max(sum, 0) : sum;

                // A fused multiply-add rounds once where the formula rounds twice.
                Assert.Equal(expected, sums.Values[i], hasScale ? 1e-5f : 0f);
            }

            sums.AssertGuards();
        }
    }

    [Theory]
    [InlineData(3, 1, 1)]
    [InlineData(3, 2, 1)]
    [InlineData(1, 1, 0)]
    [InlineData(7, 2, 3)]
    [ChecksKernel(typeof(WinogradPanels<,>))]
    public void Prepared_weights_give_what_the_separate_operations_give(int kernel, int stride, int padding)
    {
        foreach ((int inputs, int outputs, int side) in new[] { (1, 1, 9), (3, 17, 12), (16, 16, 8), (32, 48, 14), (64, 64, 7), (33, 31, 5), (128, 128, 8) })
        {
            Tensor x = TestValues(inputs + side, [2, inputs, side, side]);
            Tensor weight = TestValues(inputs, [outputs, inputs, kernel, kernel]) * (1 / Math.Sqrt(inputs * kernel * kernel));
            Tensor bias = TestValues(outputs, [outputs]);
            var options = new Conv2dOptions { Stride = stride, Padding = padding };
            Tensor sum = x.Conv2d(weight, bias, options);
            Tensor residual = TestValues(5, sum.Shape.ToArray());
            float[] expected = (sum + residual).Relu().ToArray<float>();
            float[] got = new PreparedConvolution(weight, bias, options, relu: true).Forward(x, residual).ToArray<float>();
            Assert.Equal(expected.Length, got.Length);
            for (int i = 0; i < got.Length; i++)
            {
                Assert.True(Math.Abs(expected[i] - got[i]) <= 1e-4f, $"{inputs}->{outputs} at {side}: {got[i]} at {i}, expected {expected[i]}");
            }
        }
    }

    [Theory]
    [InlineData(3, 1, 1, 1)]
    [InlineData(3, 2, 1, 1)]
    [InlineData(1, 1, 0, 1)]
    [InlineData(7, 2, 3, 1)]
    [InlineData(3, 1, 1, 0)]
    public void A_normalization_inside_the_convolution_gives_what_the_separate_operations_give(int kernel, int stride, int padding, int groups)
    {
        foreach ((int batch, int inputs, int outputs, int side) in new[] { (2, 1, 8, 9), (2, 3, 17, 12), (2, 3, 64, 32), (2, 16, 16, 8), (2, 32, 48, 14), (2, 33, 31, 5), (13, 64, 64, 2), (32, 64, 64, 4), (2, 176, 176, 8) })
        {
            // 0 groups: each channel by itself.
            int count = groups == 0 ? inputs : groups;
            int channels = groups == 0 ? inputs : outputs;
            Tensor x = TestValues(inputs + side, [batch, inputs, side, side]);
            Tensor weight = TestValues(inputs, [channels, inputs / count, kernel, kernel]) * (1 / Math.Sqrt(inputs / count * kernel * kernel));
            Tensor gamma = TestValues(1, [channels]);
            Tensor beta = TestValues(2, [channels]);
            Tensor mean = TestValues(3, [channels]);
            Tensor variance = TestValues(4, [channels]).Square() + 0.1;
            var options = new Conv2dOptions { Stride = stride, Padding = padding, Groups = count };
            Tensor sum = x.Conv2d(weight, null, options);
            Tensor residual = TestValues(5, sum.Shape.ToArray());
            foreach (Tensor? added in new[] { null, residual })
            {
                foreach (bool relu in new[] { false, true })
                {
                    Tensor plain = sum.BatchNorm(gamma, beta, mean, variance, training: false);
                    Tensor whole = added is null ? plain : plain + added;
                    float[] expected = (relu ? whole.Relu() : whole).ToArray<float>();
                    var norm = new BatchNormInputs(x, added, gamma, beta, mean, variance, false, 0.1, 1e-5);
                    Assert.True(NormalizedConvolution.Suits(x, weight, options, gamma, beta, added));
                    float[] got = NormalizedConvolution.Forward(x, weight, options, norm, relu).ToArray<float>();
                    for (int i = 0; i < got.Length; i++)
                    {
                        Assert.Equal(expected[i], got[i], 2e-6f * Math.Max(1, Math.Abs(expected[i])) * 4);
                    }
                }
            }
        }
    }

    private static Tensor TestValues(int seed, int[] shape)
    {
        var values = new float[Shape.Create(shape).ElementCount];
        new RandomStream(seed, "epilogue").FillNormal(values, 0, 1);
        return Tensor.From(values, Shape.Create(shape));
    }

    private static void Run(RegisterSize size, in ConvEpilogue epilogue, float* sums, float* residual, int length)
    {
        switch (size)
        {
            case RegisterSize.Bits128:
                EpilogueLoop<Policy128, Vector128<float>>.Run(epilogue, sums, residual, length);
                break;
            case RegisterSize.Bits256:
                EpilogueLoop<Policy256, Vector256<float>>.Run(epilogue, sums, residual, length);
                break;
            default:
                EpilogueLoop<Policy512, Vector512<float>>.Run(epilogue, sums, residual, length);
                break;
        }
    }
}
