using System.Numerics;

namespace Hone.Kernels;

/// <summary>Functions of one number that .NET lacks, or computes without care for small arguments.</summary>
internal static class ScalarMath
{
    /// <summary>ln(1 + x), right for small x as well: ln(u) x / (u - 1) with u = 1 + x rounded makes up for the rounding (Kahan).</summary>
    public static T Log1p<T>(T x)
        where T : IFloatingPointIeee754<T>
    {
        T u = T.One + x;
        T difference = u - T.One;
        if (difference == T.Zero)
        {
            return x;
        }

        return T.IsPositiveInfinity(u) ? u : T.Log(u) * (x / difference);
    }

    /// <summary>e^x - 1, right for small x as well: (u - 1) x / ln(u) with u = e^x rounded makes up for the rounding (Kahan).</summary>
    public static T Expm1<T>(T x)
        where T : IFloatingPointIeee754<T>
    {
        T u = T.Exp(x);
        T difference = u - T.One;
        if (difference == T.Zero)
        {
            return x;
        }

        return T.Abs(x) > T.One ? difference : difference * (x / T.Log(u));
    }

    /// <summary>The error function, 2 / sqrt(pi) times the integral of e^(-t^2) from 0 to x, to a few units in the last place.</summary>
    public static T Erf<T>(T x)
        where T : IFloatingPointIeee754<T>
    {
        if (typeof(T) == typeof(float))
        {
            // A sum in float32 loses a digit; this path runs for tails and on machines without registers only.
            return T.CreateTruncating(Erf(double.CreateTruncating(x)));
        }

        T magnitude = T.Abs(x);
        T two = T.CreateChecked(2);
        if (magnitude >= T.CreateChecked(6))
        {
            return T.CopySign(T.One, x);
        }

        if (magnitude < T.CreateChecked(2.5))
        {
            // 2 / sqrt(pi) e^(-x^2) times the sum of 2^n x^(2n + 1) / (1 3 5 ... (2n + 1)): all terms have one sign.
            T square = two * x * x;
            T term = x;
            T sum = x;
            for (int n = 1; sum + term != sum; n++)
            {
                term *= square / T.CreateChecked((2 * n) + 1);
                sum += term;
            }

            return two / T.Sqrt(T.Pi) * T.Exp(-x * x) * sum;
        }

        // 1 - e^(-x^2) / sqrt(pi) / (x + (1/2) / (x + 1 / (x + (3/2) / (x + ...)))), from the inside out; NaN comes here and stays.
        T fraction = magnitude;
        for (int n = 60; n >= 1; n--)
        {
            fraction = magnitude + (T.CreateChecked(n) / two / fraction);
        }

        return T.CopySign(T.One - (T.Exp(-x * x) / T.Sqrt(T.Pi) / fraction), x);
    }
}
