using Hone.Kernels;

namespace Hone.Engine.Tests.Ops;

/// <summary>Functions in registers against float64, where float32 could lose digits, and at the ends of the range.</summary>
public sealed class ElementwiseAccuracyTests
{
    [Fact]
    public void Log_has_a_relative_error_below_one_in_ten_million()
    {
        float[] wide = [.. Enumerable.Range(0, 40000).Select(i => MathF.Exp(-100f + (i * 0.0047f)))];
        float[] nearOne = [.. Enumerable.Range(1, 40000).Select(i => 1 + ((i - 20000) * 2e-5f))];
        Worst(x => x.Log(), Math.Log, [.. wide.Where(v => v != 1), .. nearOne.Where(v => v != 1)], 1e-7);
    }

    [Fact]
    public void Log1p_and_expm1_keep_the_digits_of_small_numbers()
    {
        float[] x = [.. Enumerable.Range(1, 20000).Select(i => (i % 2 == 0 ? 1 : -1) * MathF.Exp(-20f + (i * 0.00095f)))];
        Worst(v => v.Log1p(), v => (double)LogPlusOne((decimal)v), [.. x.Where(v => v is > -0.9f and < 1)], 4e-7);
        Worst(v => v.Expm1(), v => Math.Exp(v / 2) * 2 * Math.Sinh(v / 2), x, 6e-7);
    }

    [Fact]
    public void Erf_has_a_relative_error_below_three_in_twenty_million()
    {
        float[] x = [.. Enumerable.Range(-50000, 100001).Where(i => i != 0).Select(i => i * 1e-4f)];
        Worst(v => v.Erf(), ScalarMath.Erf, x, 1.5e-7);
    }

    [Theory]
    [InlineData(0.5, 0.5204998778130465)]
    [InlineData(-1, -0.8427007929497149)]
    [InlineData(2.4, 0.9993114861033549)]
    [InlineData(2.6, 0.9997639655834707)]
    [InlineData(5, 0.9999999999984626)]
    [InlineData(1e-10, 1.1283791670955126e-10)]
    public void Erf_in_float64_matches_tables(double x, double expected) =>
        Assert.Equal(expected, Tensor.From([x], [1]).Erf().ToArray<double>()[0], Math.Abs(expected) * 1e-15 * 5);

    [Theory]
    [InlineData("gelu")]
    [InlineData("silu")]
    [InlineData("mish")]
    [InlineData("softplus")]
    public void Smooth_activations_agree_with_float64_over_their_range(string name)
    {
        Func<Tensor, Tensor> function = name switch
        {
            "gelu" => x => x.Gelu(),
            "silu" => x => x.Silu(),
            "mish" => x => x.Mish(),
            _ => x => x.Softplus(),
        };
        double[] x = [.. Enumerable.Range(-4000, 8001).Select(i => i * 0.01)];
        Float32Check.Compare(t => function(t[0]), [Tensor.From(x, [x.Length])], tolerance: 1e-6);
    }

    [Fact]
    public void Functions_are_right_at_the_ends_of_the_range()
    {
        // Sixteen numbers fill one register of any size; the plain loop sees the strided copy.
        float[] ends = [float.NegativeInfinity, -1, -0f, 0, 1e-40f, 1, float.MaxValue, float.PositiveInfinity, float.NaN];
        float[] x = [.. ends, .. ends, .. ends, .. ends];
        Tensor rows = Tensor.From(x, [36]);
        Tensor strided = Tensor.From([.. x.SelectMany(v => new[] { v, 0 })], [36, 2]).Narrow(1, 0, 1).Squeeze(1);
        Func<Tensor, Tensor>[] functions =
        [
            v => v.Log(), v => v.Log1p(), v => v.Expm1(), v => v.Erf(), v => v.Softplus(), v => v.Elu(), v => v.LeakyRelu(), v => v.HardSigmoid(),
            v => v.Sign(), v => v.Floor(), v => v.Ceil(), v => v.Round(), v => v.Clamp(-2, 3), v => v.HardTanh(), v => v.Rsqrt(), v => v.Reciprocal(),
        ];
        foreach (Func<Tensor, Tensor> function in functions)
        {
            float[] expected = function(strided).ToArray<float>();
            float[] actual = function(rows).ToArray<float>();
            for (int i = 0; i < x.Length; i++)
            {
                bool close = expected[i].Equals(actual[i]) || MathF.Abs(expected[i] - actual[i]) <= 3e-7f * MathF.Abs(expected[i]);
                Assert.True(close, $"f({x[i]}) = {actual[i]} in registers, {expected[i]} alone");
            }
        }
    }

    [Fact]
    public void Results_are_the_same_bits_for_any_number_of_threads() =>
        ThreadCheck.SameBits(t => t[0].Gelu() + t[0].Mish().LeakyRelu(), Float32Check.Narrow(TestTensors.Normal(1, 100_001)));

    [Fact]
    public void Integers_and_a_hard_tanh_upside_down_are_refused()
    {
        Tensor integers = Tensor.Zeros([2], DType.Int64);
        Func<Tensor, Tensor>[] functions = [x => x.Gelu(), x => x.Silu(), x => x.LeakyRelu(), x => x.Sin(), x => x.Pow(0.5), x => x.Round()];
        foreach (Func<Tensor, Tensor> function in functions)
        {
            Assert.Contains("Int64 [2]", Assert.Throws<HoneException>(() => function(integers)).Message);
        }

        Assert.Contains("min 2, max 2", Assert.Throws<HoneException>(() => Tensor.Zeros([2]).HardTanh(2, 2)).Message);
    }

    private static void Worst(Func<Tensor, Tensor> function, Func<double, double> exact, float[] x, double limit)
    {
        float[] y = function(Tensor.From(x, [x.Length])).ToArray<float>();
        for (int i = 0; i < x.Length; i++)
        {
            double error = Math.Abs((y[i] / exact(x[i])) - 1);
            Assert.True(error <= limit, $"f({x[i]:r}) = {y[i]:r}, relative error {error:g3}");
        }
    }

    // The series of ln(1 + x) = 2 artanh(x / (2 + x)) in decimal.
    private static decimal LogPlusOne(decimal x)
    {
        decimal ratio = x / (2 + x);
        decimal square = ratio * ratio;
        decimal power = ratio;
        decimal sum = 0;
        for (int n = 1; n < 200; n += 2)
        {
            sum += power / n;
            power *= square;
        }

        return 2 * sum;
    }
}
