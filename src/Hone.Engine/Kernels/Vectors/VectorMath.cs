using System.Runtime.CompilerServices;

namespace Hone.Kernels;

/// <summary>Functions built from the steps of a vector policy.</summary>
internal static class VectorMath
{
    /// <summary>
    /// e^x with a relative error below 1e-7 wherever the result is a normal number; 0 and infinity outside float's range, NaN for NaN.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Exp<TPolicy, TVector>(TVector x)
        where TPolicy : struct, IVectorPolicy<TVector>
        where TVector : struct
    {
        // 1. Beyond these the result is 0 or infinity anyway.
        x = TPolicy.Min(TPolicy.Max(x, TPolicy.Create(-104f)), TPolicy.Create(89f));

        // 2. x = n ln 2 + r with |r| <= ln 2 / 2; ln 2 in two parts, the first with trailing zero bits, so that n ln 2 is exact.
        TVector n = TPolicy.Round(TPolicy.Multiply(x, TPolicy.Create(1.44269504f)));
        TVector r = TPolicy.MultiplyAdd(n, TPolicy.Create(-0.693359375f), x);
        r = TPolicy.MultiplyAdd(n, TPolicy.Create(2.12194440e-4f), r);

        // 3. e^r = 1 + r + r^2 p(r), p of degree 5 with the minimax coefficients of Cephes' expf (Moshier).
        TVector p = TPolicy.Create(1.9875691500e-4f);
        p = TPolicy.MultiplyAdd(p, r, TPolicy.Create(1.3981999507e-3f));
        p = TPolicy.MultiplyAdd(p, r, TPolicy.Create(8.3334519073e-3f));
        p = TPolicy.MultiplyAdd(p, r, TPolicy.Create(4.1665795894e-2f));
        p = TPolicy.MultiplyAdd(p, r, TPolicy.Create(1.6666665459e-1f));
        p = TPolicy.MultiplyAdd(p, r, TPolicy.Create(5.0000001201e-1f));
        p = TPolicy.MultiplyAdd(p, TPolicy.Multiply(r, r), TPolicy.Add(r, TPolicy.Create(1f)));

        // 4. e^x = e^r 2^n
        return TPolicy.ScaleByPowerOfTwo(p, n);
    }

    /// <summary>1 / (1 + e^-x).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Sigmoid<TPolicy, TVector>(TVector x)
        where TPolicy : struct, IVectorPolicy<TVector>
        where TVector : struct
    {
        TVector one = TPolicy.Create(1f);
        return TPolicy.Divide(one, TPolicy.Add(one, Exp<TPolicy, TVector>(TPolicy.Subtract(TPolicy.Zero, x))));
    }

    /// <summary>tanh x with a relative error near 2e-7 everywhere: 1 - 2 / (e^2x + 1) would lose all digits of a small x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Tanh<TPolicy, TVector>(TVector x)
        where TPolicy : struct, IVectorPolicy<TVector>
        where TVector : struct
    {
        // 1. |x| > 0.625: the formula with exponentials.
        TVector one = TPolicy.Create(1f);
        TVector e = Exp<TPolicy, TVector>(TPolicy.Add(x, x));
        TVector large = TPolicy.Subtract(one, TPolicy.Divide(TPolicy.Create(2f), TPolicy.Add(e, one)));

        // 2. Else x + x^3 p(x^2) with the minimax coefficients of Cephes' tanhf (Moshier).
        TVector z = TPolicy.Multiply(x, x);
        TVector p = TPolicy.Create(-5.70498872745e-3f);
        p = TPolicy.MultiplyAdd(p, z, TPolicy.Create(2.06390887954e-2f));
        p = TPolicy.MultiplyAdd(p, z, TPolicy.Create(-5.37397155531e-2f));
        p = TPolicy.MultiplyAdd(p, z, TPolicy.Create(1.33314422036e-1f));
        p = TPolicy.MultiplyAdd(p, z, TPolicy.Create(-3.33332819422e-1f));
        TVector small = TPolicy.MultiplyAdd(TPolicy.Multiply(p, z), x, x);
        return TPolicy.Select(TPolicy.GreaterThan(z, TPolicy.Create(0.625f * 0.625f)), large, small);
    }
}
