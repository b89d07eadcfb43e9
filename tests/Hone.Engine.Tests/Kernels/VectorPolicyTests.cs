using System.Runtime.Intrinsics;
using Hone.Kernels;

namespace Hone.Engine.Tests.Kernels;

/// <summary>Steps of the vector policies, in registers of every size, against what they mean for one number.</summary>
public sealed unsafe class VectorPolicyTests
{
    private static readonly float[] Values =
    [
        1, -1, 0, -0f, float.NaN, float.PositiveInfinity, float.NegativeInfinity, float.Epsilon, -float.Epsilon, float.MaxValue, float.MinValue, 0.5f, -2, 1.17549435e-38f, -1.17549435e-38f, 7,
    ];

    private delegate TVector Step<TVector>(TVector a, TVector b);

    [Fact]
    public void Steps_mean_the_same_in_every_register()
    {
        Check<Policy128, Vector128<float>>();
        Check<Policy256, Vector256<float>>();
        Check<Policy512, Vector512<float>>();
    }

    [Fact]
    public void One_lane_among_all_decides_the_questions_about_a_register()
    {
        CheckQuestions<Policy128, Vector128<float>>();
        CheckQuestions<Policy256, Vector256<float>>();
        CheckQuestions<Policy512, Vector512<float>>();
    }

    [Fact]
    public void Powers_of_two_are_applied_with_one_rounding()
    {
        CheckScale<Policy128, Vector128<float>>();
        CheckScale<Policy256, Vector256<float>>();
        CheckScale<Policy512, Vector512<float>>();
    }

    [Fact]
    public void Powers_of_two_and_probabilities_are_as_exact_as_documented()
    {
        CheckPowers<Policy128, Vector128<float>>();
        CheckPowers<Policy256, Vector256<float>>();
        CheckPowers<Policy512, Vector512<float>>();
    }

    private static void Check<TPolicy, TVector>()
        where TPolicy : struct, IVectorPolicy<TVector>
        where TVector : struct
    {
        foreach (float other in Values)
        {
            Compare<TPolicy, TVector>(TPolicy.CopySign, MathF.CopySign, other);
            Compare<TPolicy, TVector>((a, _) => TPolicy.Abs(a), (a, _) => MathF.Abs(a), other);
            if (!float.IsNaN(other))
            {
                Compare<TPolicy, TVector>((a, b) => TPolicy.MinOfNumbers(b, a), (a, b) => Math.Min(a, b), other);
                Compare<TPolicy, TVector>((a, b) => TPolicy.MaxOfNumbers(b, a), (a, b) => Math.Max(a, b), other);
            }

            for (int bit = 0; bit < 3; bit++)
            {
                int chosen = bit;
                Compare<TPolicy, TVector>(
                    (a, b) => TPolicy.NegateWhereBit(a, b, chosen),
                    (a, b) => (BitConverter.SingleToInt32Bits(b) >> chosen & 1) == 1 ? -a : a,
                    other);
            }
        }

        for (int n = -9; n <= 9; n++)
        {
            int whole = n;
            Compare<TPolicy, TVector>((a, b) => TPolicy.NegateWhereBit(a, b, 1), (a, _) => ((whole >> 1) & 1) == 1 ? -a : a, 12582912f + n);
        }
    }

    private static void CheckQuestions<TPolicy, TVector>()
        where TPolicy : struct, IVectorPolicy<TVector>
        where TVector : struct
    {
        var lanes = new float[TPolicy.Width];
        for (int lane = 0; lane < TPolicy.Width; lane++)
        {
            foreach (float value in Values)
            {
                Array.Fill(lanes, 1);
                lanes[lane] = value;
                fixed (float* pointer = lanes)
                {
                    TVector register = TPolicy.Load(pointer);
                    Assert.Equal(float.IsNormal(value) && value > 0, TPolicy.AllPositiveNormal(register));
                    Assert.Equal(value > 2, TPolicy.AnyGreaterThan(register, TPolicy.Create(2f)));
                }
            }
        }
    }

    private static void CheckScale<TPolicy, TVector>()
        where TPolicy : struct, IVectorPolicy<TVector>
        where TVector : struct
    {
        for (int n = -252; n <= 252; n++)
        {
            Compare<TPolicy, TVector>(TPolicy.ScaleByPowerOfTwo, (a, b) => (float)Math.ScaleB(a, (int)b), n, [0.70710677f, 0.99999994f, 1, 1.0000001f, 1.4142135f, -1.2f, 0, -0f, 1.3333334f, 1.75f, 1.9999999f, 0.5f, 0.8f, 0.9f, 1.1f, 1.6f]);
        }
    }

    private static void CheckPowers<TPolicy, TVector>()
        where TPolicy : struct, IVectorPolicy<TVector>
        where TVector : struct
    {
        // 1. 2^x over all results that are normal numbers, with steps of every fraction.
        float[] exponents = [.. Enumerable.Range(-126 * 512, 253 * 512).Select(i => i / 512f * 1.000013f).Where(x => x is >= -126 and < 127.99f)];
        Worst<TPolicy, TVector>(
            exponents,
            x => TPolicy.PowerOfTwo(TPolicy.RoundToStep(x), TPolicy.Subtract(x, TPolicy.RoundToStep(x))),
            x => Math.Pow(2, x),
            _ => 1.2e-7);

        // 2. The normal distribution function: relative errors grow on the way to small probabilities.
        float[] places = [.. Enumerable.Range(-5 * 4096, 13 * 4096).Select(i => i / 4096f)];
        Worst<TPolicy, TVector>(
            places,
            VectorMath.NormalDistribution<TPolicy, TVector>,
            Probability,
            x => x >= -1 ? 3e-7 : x >= -2 ? 6e-7 : x >= -4 ? 2e-6 : 1e-5);
    }

    /// <summary>The normal distribution function; far below 0 by Laplace's continued fraction, where 1 + erf would lose its digits.</summary>
    private static double Probability(double x)
    {
        if (x > -1)
        {
            return 0.5 * (1 + ScalarMath.Erf(x * Math.Sqrt(0.5)));
        }

        double fraction = -x;
        for (int k = 300; k > 0; k--)
        {
            fraction = -x + (k / fraction);
        }

        return Math.Exp(-0.5 * x * x) / Math.Sqrt(2 * Math.PI) / fraction;
    }

    /// <summary>Compares relative errors with what is allowed at each number.</summary>
    private static void Worst<TPolicy, TVector>(float[] values, Func<TVector, TVector> function, Func<double, double> exact, Func<float, double> allowed)
        where TPolicy : struct, IVectorPolicy<TVector>
        where TVector : struct
    {
        int whole = values.Length / TPolicy.Width * TPolicy.Width;
        var actual = new float[values.Length];
        fixed (float* x = values, y = actual)
        {
            for (int i = 0; i < whole; i += TPolicy.Width)
            {
                TPolicy.Store(y + i, function(TPolicy.Load(x + i)));
            }
        }

        for (int i = 0; i < whole; i++)
        {
            double expected = exact(values[i]);
            Assert.True(Math.Abs(actual[i] - expected) <= allowed(values[i]) * expected, $"{typeof(TPolicy).Name}: f({values[i]:r}) = {actual[i]:r} instead of {expected:r}, off by {(actual[i] / expected) - 1:e2}");
        }
    }

    private static void Compare<TPolicy, TVector>(Step<TVector> step, Func<float, float, float> meaning, float other, float[]? values = null)
        where TPolicy : struct, IVectorPolicy<TVector>
        where TVector : struct
    {
        values ??= Values;
        var actual = new float[values.Length];
        fixed (float* x = values, y = actual)
        {
            for (int i = 0; i < values.Length; i += TPolicy.Width)
            {
                TPolicy.Store(y + i, step(TPolicy.Load(x + i), TPolicy.Create(other)));
            }
        }

        for (int i = 0; i < values.Length; i++)
        {
            float expected = meaning(values[i], other);

            // Of two zeros, the smaller or larger one is the processor's choice.
            bool isSame = float.IsNaN(expected) ? float.IsNaN(actual[i]) : expected.Equals(actual[i]);
            Assert.True(isSame, $"{typeof(TPolicy).Name}, lane {i}: {actual[i]:r} instead of {expected:r} for {values[i]:r} and {other:r}");
        }
    }
}
