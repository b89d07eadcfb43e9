using Hone.Kernels;

namespace Hone.Engine.Tests.Ops;

/// <summary>Functions of float32 in registers against float64, in units in the last place, over dense samples of their whole range, and at special values.</summary>
public sealed class RegisterFunctionTests
{
    private static readonly float[] Specials =
    [
        0, -0f, float.NaN, float.PositiveInfinity, float.NegativeInfinity, float.Epsilon, -float.Epsilon, 1e-40f, -1e-40f, 1.17549435e-38f, -1.17549435e-38f, 1, -1, 0.5f, -0.5f, 0.5625f,
        0.56250006f, 2, -2, 3, -3, 0.99999994f, -0.99999994f, 1.0000001f, -1.0000001f, float.MaxValue, float.MinValue, 131072, 131072.02f, -131072.02f, 1e9f, 3.1415927f, 1.5707964f,
    ];

    /// <summary>Each function with the largest argument to try, its value in float64, and the error that its documentation allows.</summary>
    private static readonly (string Name, Func<Tensor, Tensor> Function, Func<double, double> Exact, double From, double To, double Units)[] Functions =
    [
        ("sin", x => x.Sin(), Math.Sin, 1e-38, 3e38, 1.6),
        ("cos", x => x.Cos(), Math.Cos, 1e-38, 3e38, 1.6),
        ("tan", x => x.Tan(), Math.Tan, 1e-38, 3e38, 1.9),
        ("asin", x => x.Asin(), Math.Asin, 1e-38, 1, 1.9),
        ("acos", x => x.Acos(), Math.Acos, 1e-38, 1, 1.4),
        ("atan", x => x.Atan(), Math.Atan, 1e-38, 3e38, 1.9),
        ("tanh", x => x.Tanh(), Math.Tanh, 1e-37, 100, 2.5),
        ("erf", x => x.Erf(), ScalarMath.Erf, 1e-37, 100, 2),
        ("log", x => x.Abs().Log(), x => Math.Log(Math.Abs(x)), 1e-44, 3e38, 1),
        ("exp", x => x.Exp(), Math.Exp, 1e-6, 87, 1.5),
    ];

    public static TheoryData<string> Names() => [.. Functions.Select(f => f.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Errors_stay_below_the_documented_units_in_the_last_place(string name)
    {
        (_, Func<Tensor, Tensor> function, Func<double, double> exact, double from, double to, double units) = Functions.Single(f => f.Name == name);

        // Evenly in the exponent over the whole range, and evenly where results neither vanish nor end.
        double ratio = Math.Log(to / from);
        IEnumerable<double> spread = Enumerable.Range(0, 100_000).Select(i => from * Math.Exp(ratio * i / 100_000));
        IEnumerable<double> middle = Enumerable.Range(1, 100_000).Select(i => Math.Min(to, 40) * i / 100_000);
        float[] x = [.. spread.Concat(middle).SelectMany(v => new[] { (float)v, -(float)v })];
        Worst(function, exact, x, units, name);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Special_values_are_those_of_float64_to_the_sign_of_zero(string name)
    {
        (_, Func<Tensor, Tensor> function, Func<double, double> exact, _, _, double units) = Functions.Single(f => f.Name == name);

        // Every value in every lane of a register, next to ordinary ones.
        foreach (float special in Specials)
        {
            foreach (int lane in Enumerable.Range(0, 16))
            {
                var x = new float[16];
                Array.Fill(x, 0.75f);
                x[lane] = special;
                float[] y = function(Tensor.From(x, [16])).ToArray<float>();
                AssertClose(exact(special), y[lane], units, $"{name}({special:r}) in lane {lane}");
                AssertClose(exact(0.75), y[(lane + 1) % 16], units, $"{name}(0.75) beside {special:r}");
            }
        }
    }

    [Theory]
    [InlineData(1.5)]
    [InlineData(-1.5)]
    [InlineData(2.5)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(-2)]
    [InlineData(-3)]
    [InlineData(0.1)]
    [InlineData(-0.3333)]
    [InlineData(17)]
    [InlineData(63.7)]
    [InlineData(-64)]
    [InlineData(127.5)]
    [InlineData(-1000)]
    [InlineData(1e7)]
    [InlineData(1e30)]
    [InlineData(1e-30)]
    [InlineData(0)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    [InlineData(double.NaN)]
    public void Powers_are_right_to_one_unit_and_special_values_are_those_of_IEEE(double exponent)
    {
        float p = (float)exponent;
        double range = Math.Log(2) * 155 / Math.Max(1e-2, Math.Abs(double.IsFinite(p) && p != 0 ? p : 1));
        IEnumerable<double> logarithms = Enumerable.Range(-50_000, 100_001).Select(i => Math.Clamp(range * i / 50_000, -103, 88.7));
        float[] x = [.. logarithms.Select(v => (float)Math.Exp(v)).Concat(logarithms.Where((_, i) => i % 4 == 0).Select(v => -(float)Math.Exp(v))), .. Specials, .. Specials, .. Specials];
        Worst(v => v.Pow(exponent), v => Math.Pow(v, p), x, 1, $"pow {exponent}");
    }

    [Fact]
    public void Gradients_in_registers_follow_the_functions()
    {
        float[] x = [.. Enumerable.Range(-2000, 4001).Select(i => i * 0.0049f), 1e6f, -1e9f];
        (Func<Tensor, Tensor> Function, Func<double, double> Derivative)[] functions =
        [
            (t => t.Sin(), Math.Cos),
            (t => t.Cos(), v => -Math.Sin(v)),
            (t => t.Tan(), v => 1 + (Math.Tan(v) * Math.Tan(v))),
            (t => t.Atan(), v => 1 / (1 + (v * v))),
            (t => (t * 0.1).Clamp(-0.98, 0.98).Asin(), v => Math.Abs((float)v * 0.1f) <= 0.98f ? 0.1 / Math.Sqrt(1 - (v * v * 0.01)) : 0),
            (t => (t * 0.1).Clamp(-0.98, 0.98).Acos(), v => Math.Abs((float)v * 0.1f) <= 0.98f ? -0.1 / Math.Sqrt(1 - (v * v * 0.01)) : 0),
            (t => t.Abs().Pow(1.5), v => 1.5 * Math.Sqrt(Math.Abs(v)) * Math.Sign(v)),
        ];
        foreach ((Func<Tensor, Tensor> function, Func<double, double> derivative) in functions)
        {
            Tensor input = Tensor.From(x, [x.Length]);
            input.RequiresGrad = true;
            function(input).Sum().Backward();
            float[] gradient = input.Grad!.ToArray<float>();
            for (int i = 0; i < x.Length; i++)
            {
                double expected = derivative(x[i]);
                Assert.True(Math.Abs(gradient[i] - expected) <= 1e-5 * Math.Max(0.1, Math.Abs(expected)), $"f'({x[i]:r}) = {gradient[i]:r} instead of {expected:r}");
            }
        }
    }

    private static void Worst(Func<Tensor, Tensor> function, Func<double, double> exact, float[] x, double units, string name)
    {
        float[] y = function(Tensor.From(x, [x.Length])).ToArray<float>();
        double worst = 0;
        for (int i = 0; i < x.Length; i++)
        {
            worst = Math.Max(worst, AssertClose(exact(x[i]), y[i], units, $"{name}({x[i]:r})"));
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{name}: at most {worst:f3} units");
    }

    private static double AssertClose(double expected, float actual, double units, string what)
    {
        if (double.IsNaN(expected))
        {
            Assert.True(float.IsNaN(actual), $"{what}: {actual:r} instead of NaN");
            return 0;
        }

        float nearest = (float)expected;
        if (nearest == 0 || float.IsInfinity(nearest))
        {
            Assert.True(nearest.Equals(actual) && float.IsNegative(nearest) == float.IsNegative(actual), $"{what}: {actual:r} instead of {nearest:r}");
            return 0;
        }

        double unit = (double)MathF.BitIncrement(MathF.Abs(nearest)) - MathF.Abs(nearest);
        double error = Math.Abs(actual - expected) / (double.IsInfinity(unit) ? 2e31 : unit);
        Assert.True(error <= units, $"{what}: {actual:r} instead of {expected:r}, {error:f3} units");
        return error;
    }
}
