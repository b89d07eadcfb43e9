using Hone.Testing;

namespace Hone.Engine.Tests.Ops;

public sealed class ElementwiseTests
{
    private static readonly Dictionary<string, Func<Tensor, Tensor>> Functions = new()
    {
        ["relu"] = x => x.Relu(),
        ["negate"] = x => -x,
        ["exp"] = x => x.Exp(),
        ["tanh"] = x => x.Tanh(),
        ["sigmoid"] = x => x.Sigmoid(),
        ["abs"] = x => x.Abs(),
        ["clamp"] = x => x.Clamp(-0.55, 0.85),
        ["square"] = x => x.Pow(2),
        ["log"] = x => (x * x).Log(),
        ["sqrt"] = x => (x * x).Sqrt(),
        ["pow"] = x => (x * x).Pow(1.5),
        ["pow 3"] = x => x.Pow(3),
        ["pow 1"] = x => x.Pow(1),
        ["pow -1"] = x => x.Pow(-1),
        ["pow 0.5"] = x => (x * x).Pow(0.5),
        ["pow -0.5"] = x => ((x * x) + 0.5).Pow(-0.5),
        ["leaky relu"] = x => x.LeakyRelu(0.2),
        ["gelu"] = x => x.Gelu(),
        ["gelu tanh"] = x => x.Gelu(GeluForm.Tanh),
        ["silu"] = x => x.Silu(),
        ["mish"] = x => x.Mish(),
        ["elu"] = x => x.Elu(1.5),
        ["softplus"] = x => (x * 3).Softplus(),
        ["hard sigmoid"] = x => (x * 2.5).HardSigmoid(),
        ["hard swish"] = x => (x * 2.5).HardSwish(),
        ["hard tanh"] = x => x.HardTanh(-0.55, 0.85),
        ["sin"] = x => x.Sin(),
        ["cos"] = x => x.Cos(),
        ["tan"] = x => (x * 0.3).Tan(),
        ["asin"] = x => (x * 0.2).Asin(),
        ["acos"] = x => (x * 0.2).Acos(),
        ["atan"] = x => x.Atan(),
        ["erf"] = x => x.Erf(),
        ["log1p"] = x => (x * x).Log1p(),
        ["expm1"] = x => x.Expm1(),
        ["rsqrt"] = x => ((x * x) + 0.5).Rsqrt(),
        ["reciprocal"] = x => ((x * x) + 0.5).Reciprocal(),
        ["square op"] = x => x.Square(),
        ["sign"] = x => x.Sign(),
        ["floor"] = x => x.Floor(),
        ["ceil"] = x => x.Ceil(),
        ["round"] = x => x.Round(),
    };

    public static TheoryData<string> Names() => [.. Functions.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    [ChecksGradientOf(
        typeof(Hone.Ops.Relu),
        typeof(Hone.Ops.Negate),
        typeof(Hone.Ops.Exp),
        typeof(Hone.Ops.Tanh),
        typeof(Hone.Ops.Sigmoid),
        typeof(Hone.Ops.Abs),
        typeof(Hone.Ops.Clamp),
        typeof(Hone.Ops.Pow),
        typeof(Hone.Ops.Log),
        typeof(Hone.Ops.Sqrt),
        typeof(Hone.Ops.LeakyRelu),
        typeof(Hone.Ops.Gelu),
        typeof(Hone.Ops.GeluTanh),
        typeof(Hone.Ops.Silu),
        typeof(Hone.Ops.Mish),
        typeof(Hone.Ops.Elu),
        typeof(Hone.Ops.Softplus),
        typeof(Hone.Ops.HardSigmoid),
        typeof(Hone.Ops.HardSwish),
        typeof(Hone.Ops.HardTanh),
        typeof(Hone.Ops.Sin),
        typeof(Hone.Ops.Cos),
        typeof(Hone.Ops.Tan),
        typeof(Hone.Ops.Asin),
        typeof(Hone.Ops.Acos),
        typeof(Hone.Ops.Atan),
        typeof(Hone.Ops.Erf),
        typeof(Hone.Ops.Log1p),
        typeof(Hone.Ops.Expm1),
        typeof(Hone.Ops.Rsqrt),
        typeof(Hone.Ops.Reciprocal),
        typeof(Hone.Ops.Square),
        typeof(Hone.Ops.Sign),
        typeof(Hone.Ops.Floor),
        typeof(Hone.Ops.Ceil),
        typeof(Hone.Ops.Round))]
    public void Gradient_matches_finite_differences(string name)
    {
        Func<Tensor, Tensor> function = Functions[name];
        foreach (int[] shape in new int[][] { [], [0, 3], [5], [2, 3, 2, 2] })
        {
            GradCheck.Check(t => function(t[0]), [TestTensors.AwayFromZero(1, shape)]);
        }

        GradCheck.Check(t => function(t[0]), [TestTensors.AwayFromZero(1, 3, 4).Transpose().Detach()]);
        GradCheck.Check(t => function(t[0]) + (t[0] * function(t[0])), [TestTensors.AwayFromZero(1, 5)]);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Float32_agrees_with_float64_at_every_length(string name)
    {
        for (int length = 0; length <= 33; length++)
        {
            Float32Check.Compare(t => Functions[name](t[0]), [TestTensors.AwayFromZero(length, length)], tolerance: 5e-6);
        }
    }

    [Fact]
    public void Exp_has_a_relative_error_below_one_in_ten_million()
    {
        float[] x = [.. Enumerable.Range(0, 17400).Select(i => -87f + (i * 0.01f))];
        float[] y = Tensor.From(x, [x.Length]).Exp().ToArray<float>();
        double worst = x.Zip(y).Max(pair => Math.Abs((pair.Second / Math.Exp(pair.First)) - 1));
        Assert.True(worst < 1.2e-7, $"relative error {worst:g3}");
    }

    [Fact]
    public void Exp_and_its_relatives_are_right_at_the_ends_of_the_range()
    {
        float[] x = [float.NegativeInfinity, -200, -100, 0, 88.7f, 100, float.PositiveInfinity, float.NaN];
        Assert.Equal(
            [0, 0, MathF.Exp(-100), 1, float.PositiveInfinity, float.PositiveInfinity, float.NaN],
            Tensor.From(x, [8]).Exp().ToArray<float>().Where((_, i) => i != 4));
        Assert.Equal([0, 0, 0.5f, 1, 1, float.NaN], Tensor.From(x, [8]).Sigmoid().ToArray<float>().Where((_, i) => i is not 2 and not 4));
        Assert.Equal([-1, -1, -1, 0, 1, 1, 1, float.NaN], Tensor.From(x, [8]).Tanh().ToArray<float>());
    }

    [Fact]
    public void Tanh_keeps_the_digits_of_small_numbers()
    {
        float[] x = [.. Enumerable.Range(1, 400).Select(i => i * i * 1e-5f)];
        float[] y = Tensor.From(x, [x.Length]).Tanh().ToArray<float>();
        double worst = x.Zip(y).Max(pair => Math.Abs((pair.Second / Math.Tanh(pair.First)) - 1));
        Assert.True(worst < 3e-7, $"relative error {worst:g3}");
    }

    [Fact]
    public void Functions_of_integers_and_a_clamp_upside_down_are_refused()
    {
        Assert.Contains("Int64 [2]", Assert.Throws<HoneException>(() => Tensor.Zeros([2], DType.Int64).Exp()).Message);
        Assert.Contains("Int64 [2]", Assert.Throws<HoneException>(() => Tensor.Zeros([2], DType.Int64).Log()).Message);
        Assert.Contains("min 2, max 1", Assert.Throws<HoneException>(() => Tensor.Zeros([2]).Clamp(2, 1)).Message);
    }

    [Fact]
    public void Equal_broadcasts_and_holds_NaN_unequal_to_itself()
    {
        Tensor a = Tensor.From([1f, float.NaN, 3f, 1f], [2, 2]);
        Assert.Equal([true, false, false, true], a.Equal(Tensor.Ones([1])).ToArray<bool>());
        Assert.Equal([true, false, true, true], a.Equal(a).ToArray<bool>());
        Assert.Contains("Float32 [2, 2] and Int64 [2]", Assert.Throws<HoneException>(() => a.Equal(Tensor.Zeros([2], DType.Int64))).Message);
    }
}
