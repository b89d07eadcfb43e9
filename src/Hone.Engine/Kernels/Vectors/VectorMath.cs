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
}
