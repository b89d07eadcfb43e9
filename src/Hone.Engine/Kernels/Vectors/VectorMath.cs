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
        x = TPolicy.Clamp(x, TPolicy.Create(-104f), TPolicy.Create(89f));

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

    /// <summary>|x|; NaN stays NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Abs<TPolicy, TVector>(TVector x)
        where TPolicy : struct, IVectorPolicy<TVector>
        where TVector : struct => TPolicy.Max(x, TPolicy.Subtract(TPolicy.Zero, x));

    /// <summary>ln x with a relative error below 2e-7: minus infinity at 0, NaN below and for NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Log<TPolicy, TVector>(TVector x)
        where TPolicy : struct, IVectorPolicy<TVector>
        where TVector : struct
    {
        // 1. A subnormal number is scaled to a normal one first.
        TVector isSmall = TPolicy.GreaterThan(TPolicy.Create(1.17549435e-38f), x);
        TVector scaled = TPolicy.Select(isSmall, TPolicy.Multiply(x, TPolicy.Create(8388608f)), x);

        // 2. x = (1 + z) 2^n with 1 + z in [sqrt(1/2), sqrt(2))
        TVector one = TPolicy.Create(1f);
        TVector z = TPolicy.Subtract(TPolicy.SplitPowerOfTwo(scaled, out TVector n), one);
        n = TPolicy.Select(isSmall, TPolicy.Subtract(n, TPolicy.Create(23f)), n);

        // 3. ln(1 + z) = z - z^2 / 2 + z^3 p(z), p of degree 8 fitted for the smallest largest error.
        TVector p = TPolicy.Create(0.06915578f);
        p = TPolicy.MultiplyAdd(p, z, TPolicy.Create(-0.117887996f));
        p = TPolicy.MultiplyAdd(p, z, TPolicy.Create(0.118723094f));
        p = TPolicy.MultiplyAdd(p, z, TPolicy.Create(-0.123844944f));
        p = TPolicy.MultiplyAdd(p, z, TPolicy.Create(0.1421878f));
        p = TPolicy.MultiplyAdd(p, z, TPolicy.Create(-0.16669245f));
        p = TPolicy.MultiplyAdd(p, z, TPolicy.Create(0.20002219f));
        p = TPolicy.MultiplyAdd(p, z, TPolicy.Create(-0.24999987f));
        p = TPolicy.MultiplyAdd(p, z, TPolicy.Create(0.3333331f));

        // 4. ln x = n ln 2 + ln(1 + z), small terms first; ln 2 in two parts, the first with trailing zero bits, so that n ln 2 is exact.
        TVector square = TPolicy.Multiply(z, z);
        TVector tail = TPolicy.Multiply(TPolicy.Multiply(p, z), square);
        tail = TPolicy.MultiplyAdd(n, TPolicy.Create(-2.12194440e-4f), tail);
        tail = TPolicy.MultiplyAdd(square, TPolicy.Create(-0.5f), tail);
        TVector y = TPolicy.MultiplyAdd(n, TPolicy.Create(0.693359375f), TPolicy.Add(z, tail));

        // 5. The ends of the range.
        TVector infinity = TPolicy.Create(float.PositiveInfinity);
        y = TPolicy.Select(TPolicy.Equal(x, TPolicy.Zero), TPolicy.Create(float.NegativeInfinity), y);
        y = TPolicy.Select(TPolicy.GreaterThan(TPolicy.Zero, x), TPolicy.Create(float.NaN), y);
        y = TPolicy.Select(TPolicy.Equal(x, infinity), infinity, y);
        return TPolicy.Select(TPolicy.Equal(x, x), y, x);
    }

    /// <summary>ln(1 + x), right for small x as well.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Log1p<TPolicy, TVector>(TVector x)
        where TPolicy : struct, IVectorPolicy<TVector>
        where TVector : struct
    {
        // 1 + x is rounded to u; ln(u) x / (u - 1) makes up for the rounding (Kahan).
        TVector one = TPolicy.Create(1f);
        TVector u = TPolicy.Add(one, x);
        TVector difference = TPolicy.Subtract(u, one);
        TVector log = Log<TPolicy, TVector>(u);
        TVector y = TPolicy.Multiply(log, TPolicy.Divide(x, difference));
        y = TPolicy.Select(TPolicy.Equal(difference, TPolicy.Zero), x, y);
        return TPolicy.Select(TPolicy.Equal(difference, TPolicy.Create(float.PositiveInfinity)), log, y);
    }

    /// <summary>e^x - 1, right for small x as well.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Expm1<TPolicy, TVector>(TVector x)
        where TPolicy : struct, IVectorPolicy<TVector>
        where TVector : struct
    {
        // 2 t / (1 - t) with t = tanh(x / 2) keeps the digits that e^x - 1 loses near 0.
        TVector one = TPolicy.Create(1f);
        TVector t = Tanh<TPolicy, TVector>(TPolicy.Multiply(x, TPolicy.Create(0.5f)));
        TVector small = TPolicy.Divide(TPolicy.Add(t, t), TPolicy.Subtract(one, t));
        TVector large = TPolicy.Subtract(Exp<TPolicy, TVector>(x), one);
        return TPolicy.Select(TPolicy.GreaterThan(Abs<TPolicy, TVector>(x), TPolicy.Create(0.5f)), large, small);
    }

    /// <summary>The error function with a relative error near 2e-7.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Erf<TPolicy, TVector>(TVector x)
        where TPolicy : struct, IVectorPolicy<TVector>
        where TVector : struct
    {
        // 1. |x| <= 1: x p(x^2), fitted for the smallest largest error.
        TVector square = TPolicy.Multiply(x, x);
        TVector p = TPolicy.Create(7.889119e-05f);
        p = TPolicy.MultiplyAdd(p, square, TPolicy.Create(-0.0008020841f));
        p = TPolicy.MultiplyAdd(p, square, TPolicy.Create(0.005189535f));
        p = TPolicy.MultiplyAdd(p, square, TPolicy.Create(-0.026854444f));
        p = TPolicy.MultiplyAdd(p, square, TPolicy.Create(0.112836f));
        p = TPolicy.MultiplyAdd(p, square, TPolicy.Create(-0.37612626f));
        p = TPolicy.MultiplyAdd(p, square, TPolicy.Create(1.1283791f));
        TVector small = TPolicy.Multiply(p, x);

        // 2. Else 1 - e^-q(|x|), where q = -ln erfc is nearly a parabola; from 4 on the result rounds to 1.
        TVector magnitude = TPolicy.Min(Abs<TPolicy, TVector>(x), TPolicy.Create(4f));
        TVector q = TPolicy.Create(-0.00018638009f);
        q = TPolicy.MultiplyAdd(q, magnitude, TPolicy.Create(0.002947667f));
        q = TPolicy.MultiplyAdd(q, magnitude, TPolicy.Create(-0.021838097f));
        q = TPolicy.MultiplyAdd(q, magnitude, TPolicy.Create(0.10310682f));
        q = TPolicy.MultiplyAdd(q, magnitude, TPolicy.Create(0.63814473f));
        q = TPolicy.MultiplyAdd(q, magnitude, TPolicy.Create(1.1270893f));
        q = TPolicy.MultiplyAdd(q, magnitude, TPolicy.Create(0.00034151258f));
        TVector one = TPolicy.Create(1f);
        TVector large = TPolicy.Subtract(one, Exp<TPolicy, TVector>(TPolicy.Subtract(TPolicy.Zero, q)));
        large = TPolicy.Select(TPolicy.GreaterThan(TPolicy.Zero, x), TPolicy.Subtract(TPolicy.Zero, large), large);
        return TPolicy.Select(TPolicy.GreaterThan(magnitude, one), large, small);
    }
}
