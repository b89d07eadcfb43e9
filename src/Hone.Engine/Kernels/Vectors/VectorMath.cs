using System.Runtime.CompilerServices;

namespace Hone.Kernels;

/// <summary>Functions built from the steps of a vector policy.</summary>
internal static class VectorMath
{
    /// <summary>
    /// e^x with a relative error below 1.2e-7 wherever the result is a normal number; 0 and infinity outside float's range, NaN for NaN.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Exp<TPolicy, TVector>(TVector x)
        where TPolicy : struct, IVectorPolicy<TVector>
        where TVector : struct
    {
        // 1. Beyond these the result is 0 or infinity anyway.
        x = TPolicy.MinOfNumbers(TPolicy.Create(89f), TPolicy.MaxOfNumbers(TPolicy.Create(-104f), x));

        // 2. e^x = 2^(x / ln 2)
        return ExpInRange<TPolicy, TVector>(x);
    }

    /// <summary>e^(x - shift) as <see cref="Exp"/> has it, for x - shift below 80: that of a row is its maximum in a softmax.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector ShiftedExp<TPolicy, TVector>(TVector x, TVector shift)
        where TPolicy : struct, IVectorPolicy<TVector>
        where TVector : struct => ExpInRange<TPolicy, TVector>(TPolicy.MaxOfNumbers(TPolicy.Create(-104f), TPolicy.Subtract(x, shift)));

    /// <summary>1 / (1 + e^-x).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Sigmoid<TPolicy, TVector>(TVector x)
        where TPolicy : struct, IVectorPolicy<TVector>
        where TVector : struct
    {
        TVector one = TPolicy.Create(1f);
        return TPolicy.Divide(one, TPolicy.Add(one, Exp<TPolicy, TVector>(TPolicy.Subtract(TPolicy.Zero, x))));
    }

    /// <summary>tanh x with a relative error below 1.8e-7 everywhere: 1 - 2 / (e^2x + 1) would lose all digits of a small x. A zero keeps its sign.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Tanh<TPolicy, TVector>(TVector x)
        where TPolicy : struct, IVectorPolicy<TVector>
        where TVector : struct
    {
        // e / (e + 2) with e = e^2|x| - 1; from 10 on the result rounds to 1.
        TVector magnitude = TPolicy.MinOfNumbers(TPolicy.Create(10f), TPolicy.Abs(x));
        TVector e = TimesExpm1<TPolicy, TVector>(TPolicy.Create(1f), TPolicy.Add(magnitude, magnitude));
        return TPolicy.CopySign(TPolicy.Divide(e, TPolicy.Add(e, TPolicy.Create(2f))), x);
    }

    /// <summary>ln x with a relative error below 1e-7: minus infinity at 0, NaN below and for NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Log<TPolicy, TVector>(TVector x)
        where TPolicy : struct, IVectorPolicy<TVector>
        where TVector : struct
    {
        if (!TPolicy.AllPositiveNormal(x))
        {
            return LogOfAny<TPolicy, TVector>(x);
        }

        TVector factor = TPolicy.SplitPowerOfTwo(x, out TVector n);
        return LogOfParts<TPolicy, TVector>(factor, n);
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
        // Beyond these the result is -1 or infinity anyway. Half of it first, because 2^128 has no float; a number too small for half of it is its own result.
        TVector cut = TPolicy.MinOfNumbers(TPolicy.Create(89f), TPolicy.MaxOfNumbers(TPolicy.Create(-104f), x));
        TVector half = TimesExpm1<TPolicy, TVector>(TPolicy.Create(0.5f), cut);
        return TPolicy.Select(TPolicy.GreaterThan(TPolicy.Create(1e-30f), TPolicy.Abs(x)), x, TPolicy.Add(half, half));
    }

    /// <summary>The error function with a relative error below 1.5e-7. A zero keeps its sign.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Erf<TPolicy, TVector>(TVector x)
        where TPolicy : struct, IVectorPolicy<TVector>
        where TVector : struct
    {
        // 1 - e^-q with q = -ln erfc |x| = |x| + |x| p(|x|), p of degree 8 fitted for the smallest largest relative error of the result; from 4 on the result rounds to 1.
        TVector magnitude = TPolicy.MinOfNumbers(TPolicy.Create(4f), TPolicy.Abs(x));
        TVector square = TPolicy.Multiply(magnitude, magnitude);
        TVector p = TPolicy.MultiplyAdd(magnitude, TPolicy.Create(0.636619568f), TPolicy.Create(0.128379166f));
        TVector p2 = TPolicy.MultiplyAdd(magnitude, TPolicy.Create(-1.91478226e-2f), TPolicy.Create(0.102776304f));
        TVector p4 = TPolicy.MultiplyAdd(magnitude, TPolicy.Create(1.67567795e-3f), TPolicy.Create(-1.69504725e-4f));
        TVector p6 = TPolicy.MultiplyAdd(magnitude, TPolicy.Create(1.18862175e-4f), TPolicy.Create(-6.37365214e-4f));
        p6 = TPolicy.MultiplyAdd(square, TPolicy.Create(-9.3881099e-6f), p6);
        p = TPolicy.MultiplyAdd(p2, square, p);
        p4 = TPolicy.MultiplyAdd(p6, square, p4);
        p = TPolicy.MultiplyAdd(p4, TPolicy.Multiply(square, square), p);
        TVector q = TPolicy.MultiplyAdd(p, magnitude, magnitude);
        return TPolicy.CopySign(TimesExpm1<TPolicy, TVector>(TPolicy.Create(-1f), TPolicy.Subtract(TPolicy.Zero, q)), x);
    }

    /// <summary>The normal distribution function (1 + erf(x / sqrt 2)) / 2. Its relative error is below 3e-7 from -1 on and grows with the digits of the exponent of small probabilities: 6e-7 at -2, 2e-6 at -4.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector NormalDistribution<TPolicy, TVector>(TVector x)
        where TPolicy : struct, IVectorPolicy<TVector>
        where TVector : struct
    {
        // 1. The probability beyond |x| is 2^-q with q = 1 + |x| p(|x|), p of degree 9 fitted on 0..6. From 9 on q is beyond 63, and the probability nothing beside 1.
        TVector t = TPolicy.MinOfNumbers(TPolicy.Create(9f), TPolicy.Abs(x));
        TVector square = TPolicy.Multiply(t, t);
        TVector even = TPolicy.MultiplyAdd(square, TPolicy.Create(-7.70591271e-7f), TPolicy.Create(-7.01649988e-5f));
        TVector odd = TPolicy.MultiplyAdd(square, TPolicy.Create(2.56238852e-8f), TPolicy.Create(9.95437404e-6f));
        even = TPolicy.MultiplyAdd(even, square, TPolicy.Create(4.98233057e-5f));
        odd = TPolicy.MultiplyAdd(odd, square, TPolicy.Create(2.56728992e-4f));
        even = TPolicy.MultiplyAdd(even, square, TPolicy.Create(5.24841063e-2f));
        odd = TPolicy.MultiplyAdd(odd, square, TPolicy.Create(-7.00970273e-3f));
        even = TPolicy.MultiplyAdd(even, square, TPolicy.Create(1.15110564f));
        odd = TPolicy.MultiplyAdd(odd, square, TPolicy.Create(0.459207147f));
        TVector p = TPolicy.MultiplyAdd(odd, t, even);
        TVector one = TPolicy.Create(1f);
        TVector minusQ = TPolicy.Subtract(TPolicy.Zero, TPolicy.MultiplyAdd(p, t, one));

        // 2. 2^-q, and 1 - 2^-q above 0.
        TVector a = TPolicy.RoundToStep(minusQ);
        TVector beyond = TPolicy.PowerOfTwo(a, TPolicy.Subtract(minusQ, a));
        return TPolicy.Select(TPolicy.GreaterThan(x, TPolicy.Zero), TPolicy.Subtract(one, beyond), beyond);
    }

    /// <summary>2^x for |x| &lt;= 1/2, of degree 6, fitted for the smallest largest relative error, 1.9e-9.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector PowerOfFraction<TPolicy, TVector>(TVector x)
        where TPolicy : struct, IVectorPolicy<TVector>
        where TVector : struct
    {
        TVector p = TPolicy.Create(1.53458125e-4f);
        p = TPolicy.MultiplyAdd(p, x, TPolicy.Create(1.33999316e-3f));
        p = TPolicy.MultiplyAdd(p, x, TPolicy.Create(9.61848907e-3f));
        p = TPolicy.MultiplyAdd(p, x, TPolicy.Create(5.55032864e-2f));
        p = TPolicy.MultiplyAdd(p, x, TPolicy.Create(0.240226462f));
        p = TPolicy.MultiplyAdd(p, x, TPolicy.Create(0.693147182f));
        return TPolicy.MultiplyAdd(p, x, TPolicy.Create(1f));
    }

    /// <summary>e^x for x in -104..89 or NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector ExpInRange<TPolicy, TVector>(TVector x)
        where TPolicy : struct, IVectorPolicy<TVector>
        where TVector : struct
    {
        // x / ln 2 = a + rest. 1 / ln 2 in two parts, because the error of its rounding grows with x.
        TVector a = TPolicy.RoundToStep(TPolicy.Multiply(x, TPolicy.Create(1.44269502f)));
        TVector rest = TPolicy.MultiplySubtract(x, TPolicy.Create(1.44269502f), a);
        rest = TPolicy.MultiplyAdd(x, TPolicy.Create(1.92596303e-8f), rest);
        return TPolicy.PowerOfTwo(a, rest);
    }

    /// <summary>x = n ln 2 + r with |r| &lt;= ln 2 / 2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Remainder<TPolicy, TVector>(TVector x, out TVector n)
        where TPolicy : struct, IVectorPolicy<TVector>
        where TVector : struct
    {
        // ln 2 in two parts, the first with trailing zero bits, so that n ln 2 is exact.
        n = TPolicy.Round(TPolicy.Multiply(x, TPolicy.Create(1.44269504f)));
        TVector r = TPolicy.MultiplyAdd(n, TPolicy.Create(-0.693359375f), x);
        return TPolicy.MultiplyAdd(n, TPolicy.Create(2.12194440e-4f), r);
    }

    /// <summary>factor (e^x - 1), right for small x as well; for x in -104..89 or NaN where factor e^x has a float.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector TimesExpm1<TPolicy, TVector>(TVector factor, TVector x)
        where TPolicy : struct, IVectorPolicy<TVector>
        where TVector : struct
    {
        // e^x - 1 = 2^n (e^r - 1) + (2^n - 1): near 0 the second term is 0. (e^r - 1 - r) / r^2 has the minimax coefficients of Cephes' expf (Moshier), added in pairs: see LogOfParts.
        TVector r = Remainder<TPolicy, TVector>(x, out TVector n);
        TVector square = TPolicy.Multiply(r, r);
        TVector p = TPolicy.MultiplyAdd(r, TPolicy.Create(1.6666665459e-1f), TPolicy.Create(5.0000001201e-1f));
        TVector p2 = TPolicy.MultiplyAdd(r, TPolicy.Create(8.3334519073e-3f), TPolicy.Create(4.1665795894e-2f));
        TVector p4 = TPolicy.MultiplyAdd(r, TPolicy.Create(1.9875691500e-4f), TPolicy.Create(1.3981999507e-3f));
        p = TPolicy.MultiplyAdd(TPolicy.MultiplyAdd(p4, square, p2), square, p);
        TVector q = TPolicy.MultiplyAdd(p, square, r);
        TVector scale = TPolicy.ScaleByPowerOfTwo(factor, n);
        return TPolicy.MultiplyAdd(scale, q, TPolicy.Subtract(scale, factor));
    }

    /// <summary>ln x where a lane holds no positive normal number.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static TVector LogOfAny<TPolicy, TVector>(TVector x)
        where TPolicy : struct, IVectorPolicy<TVector>
        where TVector : struct
    {
        // 1. A subnormal number is scaled to a normal one first.
        TVector isSmall = TPolicy.GreaterThan(TPolicy.Create(1.17549435e-38f), x);
        TVector scaled = TPolicy.Select(isSmall, TPolicy.Multiply(x, TPolicy.Create(8388608f)), x);
        TVector factor = TPolicy.SplitPowerOfTwo(scaled, out TVector n);
        TVector y = LogOfParts<TPolicy, TVector>(factor, TPolicy.Select(isSmall, TPolicy.Subtract(n, TPolicy.Create(23f)), n));

        // 2. The ends of the range.
        TVector infinity = TPolicy.Create(float.PositiveInfinity);
        y = TPolicy.Select(TPolicy.Equal(x, TPolicy.Zero), TPolicy.Create(float.NegativeInfinity), y);
        y = TPolicy.Select(TPolicy.GreaterThan(TPolicy.Zero, x), TPolicy.Create(float.NaN), y);
        y = TPolicy.Select(TPolicy.Equal(x, infinity), infinity, y);
        return TPolicy.Select(TPolicy.Equal(x, x), y, x);
    }

    /// <summary>ln(factor 2^n) for a factor in [sqrt(1/2), sqrt(2)).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector LogOfParts<TPolicy, TVector>(TVector factor, TVector n)
        where TPolicy : struct, IVectorPolicy<TVector>
        where TVector : struct
    {
        TVector z = TPolicy.Subtract(factor, TPolicy.Create(1f));

        // 1. ln(1 + z) = z - z^2 / 2 + z^3 p(z), p of degree 8 fitted for the smallest largest error. In pairs, not one after another: the steps of one register wait for each other, and limit the speed.
        TVector square = TPolicy.Multiply(z, z);
        TVector p = TPolicy.MultiplyAdd(z, TPolicy.Create(-0.24999987f), TPolicy.Create(0.3333331f));
        TVector p2 = TPolicy.MultiplyAdd(z, TPolicy.Create(-0.16669245f), TPolicy.Create(0.20002219f));
        TVector p4 = TPolicy.MultiplyAdd(z, TPolicy.Create(-0.123844944f), TPolicy.Create(0.1421878f));
        TVector p6 = TPolicy.MultiplyAdd(z, TPolicy.Create(-0.117887996f), TPolicy.Create(0.118723094f));
        p6 = TPolicy.MultiplyAdd(square, TPolicy.Create(0.06915578f), p6);
        p = TPolicy.MultiplyAdd(p2, square, p);
        p4 = TPolicy.MultiplyAdd(p6, square, p4);
        p = TPolicy.MultiplyAdd(p4, TPolicy.Multiply(square, square), p);

        // 2. ln x = n ln 2 + ln(1 + z), small terms first; ln 2 in two parts, the first with trailing zero bits, so that n ln 2 is exact.
        TVector tail = TPolicy.MultiplyAdd(p, TPolicy.Multiply(square, z), TPolicy.Multiply(n, TPolicy.Create(-2.12194440e-4f)));
        tail = TPolicy.MultiplyAdd(square, TPolicy.Create(-0.5f), tail);
        return TPolicy.MultiplyAdd(n, TPolicy.Create(0.693359375f), TPolicy.Add(z, tail));
    }
}
