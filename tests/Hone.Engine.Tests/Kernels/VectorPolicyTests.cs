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
