using System.Runtime.CompilerServices;

namespace Hone.Kernels;

/// <summary>Angles and their functions, built from the steps of a vector policy. Errors are the largest ones measured, in units in the last place of the result.</summary>
internal static unsafe class Trigonometry
{
    /// <summary>Up to here three parts of pi / 2 suffice; lanes beyond it are computed one by one in float64.</summary>
    public const float Limit = 131072f;

    /// <summary>1.5 2^23: a sum with it has no digits behind the point, and a whole number below 2^22 in its lowest bits.</summary>
    private const float Rounder = 12582912f;

    private const float TwoOverPi = 0.636619772f;

    // pi / 2 as the sum of three floats.
    private const float HalfPiHigh = 1.57079637f;
    private const float HalfPiMiddle = -4.37113883e-8f;
    private const float HalfPiLow = -1.7151245e-15f;

    private const float Pi = 3.14159274f;

    /// <summary>Up to here the series of the inverse sine is used directly: a little above 1/2, so that twice the other branch's angle stays below 1.</summary>
    private const float AsinBorder = 0.5625f;

    /// <summary>sin x with an error below 1.6 units; NaN for infinities and NaN, and a zero keeps its sign.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Sin<TPolicy, TVector>(TVector x)
        where TPolicy : struct, IVectorPolicy<TVector>
        where TVector : struct
    {
        TVector r = Reduce<TPolicy, TVector>(x, out TVector quadrant);
        TVector y = Wave<TPolicy, TVector>(r, quadrant);
        y = TPolicy.Select(TPolicy.Equal(x, TPolicy.Zero), x, y);
        return TPolicy.AnyGreaterThan(TPolicy.Abs(x), TPolicy.Create(Limit)) ? Repair<SinOperator, TPolicy, TVector>(x, y) : y;
    }

    /// <summary>cos x with an error below 1.6 units; NaN for infinities and NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Cos<TPolicy, TVector>(TVector x)
        where TPolicy : struct, IVectorPolicy<TVector>
        where TVector : struct
    {
        // cos x = sin(x + pi / 2): the next quadrant.
        TVector r = Reduce<TPolicy, TVector>(x, out TVector quadrant);
        TVector y = Wave<TPolicy, TVector>(r, TPolicy.Add(quadrant, TPolicy.Create(1f)));
        return TPolicy.AnyGreaterThan(TPolicy.Abs(x), TPolicy.Create(Limit)) ? Repair<CosOperator, TPolicy, TVector>(x, y) : y;
    }

    /// <summary>tan x with an error below 1.9 units; NaN for infinities and NaN, and a zero keeps its sign.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Tan<TPolicy, TVector>(TVector x)
        where TPolicy : struct, IVectorPolicy<TVector>
        where TVector : struct
    {
        // 1. x = n pi / 2 + r + low. The tangent enlarges an error of r, so what r's rounding leaves is kept: the error of a sum by Knuth, of a product by one fused step.
        TVector quadrant = TPolicy.MultiplyAdd(x, TPolicy.Create(TwoOverPi), TPolicy.Create(Rounder));
        TVector n = TPolicy.Subtract(quadrant, TPolicy.Create(Rounder));
        TVector high = TPolicy.MultiplyAdd(n, TPolicy.Create(-HalfPiHigh), x);
        TVector middle = TPolicy.Multiply(n, TPolicy.Create(-HalfPiMiddle));
        TVector r = TPolicy.Add(high, middle);
        TVector share = TPolicy.Subtract(r, high);
        TVector low = TPolicy.Add(TPolicy.Subtract(high, TPolicy.Subtract(r, share)), TPolicy.Subtract(middle, share));
        low = TPolicy.Add(low, TPolicy.MultiplyAdd(n, TPolicy.Create(-HalfPiMiddle), TPolicy.Subtract(TPolicy.Zero, middle)));
        low = TPolicy.MultiplyAdd(n, TPolicy.Create(-HalfPiLow), low);

        // 2. tan r = r + r^3 p(r^2) for |r| up to pi / 4, p of degree 6 fitted for the smallest largest error, and tan(r + low) = tan r + low (1 + tan^2 r), where r^2 + 1.4 r^4 is near enough to tan^2 r.
        TVector z = TPolicy.Multiply(r, r);
        TVector p = TPolicy.Create(4.6004052e-3f);
        p = TPolicy.MultiplyAdd(p, z, TPolicy.Create(-3.6141136e-4f));
        p = TPolicy.MultiplyAdd(p, z, TPolicy.Create(1.11882966e-2f));
        p = TPolicy.MultiplyAdd(p, z, TPolicy.Create(2.11476851e-2f));
        p = TPolicy.MultiplyAdd(p, z, TPolicy.Create(5.40856272e-2f));
        p = TPolicy.MultiplyAdd(p, z, TPolicy.Create(0.1333244f));
        p = TPolicy.MultiplyAdd(p, z, TPolicy.Create(0.333333552f));
        TVector square = TPolicy.MultiplyAdd(TPolicy.Multiply(z, TPolicy.Create(1.4f)), z, z);
        TVector t = TPolicy.Add(r, TPolicy.MultiplyAdd(TPolicy.Multiply(r, z), p, TPolicy.MultiplyAdd(low, square, low)));

        // 3. tan(r + pi / 2) = -1 / tan r
        TVector minus = TPolicy.Create(-1f);
        TVector isOdd = TPolicy.GreaterThan(TPolicy.NegateWhereBit(minus, quadrant, 0), TPolicy.Zero);
        TVector y = TPolicy.Select(isOdd, TPolicy.Divide(minus, t), t);
        y = TPolicy.Select(TPolicy.Equal(x, TPolicy.Zero), x, y);
        return TPolicy.AnyGreaterThan(TPolicy.Abs(x), TPolicy.Create(Limit)) ? Repair<TanOperator, TPolicy, TVector>(x, y) : y;
    }

    /// <summary>The inverse sine with an error below 1.9 units; NaN outside -1..1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Asin<TPolicy, TVector>(TVector x)
        where TPolicy : struct, IVectorPolicy<TVector>
        where TVector : struct
    {
        TVector angle = HalfOrWholeAngle<TPolicy, TVector>(x, out TVector isHalf);
        TVector fromHalf = TPolicy.MultiplyAdd(angle, TPolicy.Create(-2f), TPolicy.Create(HalfPiHigh));
        return TPolicy.CopySign(TPolicy.Select(isHalf, fromHalf, angle), x);
    }

    /// <summary>The inverse cosine with an error below 1.4 units; NaN outside -1..1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Acos<TPolicy, TVector>(TVector x)
        where TPolicy : struct, IVectorPolicy<TVector>
        where TVector : struct
    {
        // pi / 2 - asin x, or 2 asin of the half angle for x near 1, and pi minus that near -1.
        TVector angle = TPolicy.CopySign(HalfOrWholeAngle<TPolicy, TVector>(x, out TVector isHalf), x);
        TVector end = TPolicy.Select(TPolicy.GreaterThan(x, TPolicy.Zero), TPolicy.Zero, TPolicy.Create(Pi));
        TVector start = TPolicy.Select(isHalf, end, TPolicy.Create(HalfPiHigh));
        return TPolicy.MultiplyAdd(TPolicy.Select(isHalf, TPolicy.Create(2f), TPolicy.Create(-1f)), angle, start);
    }

    /// <summary>The inverse tangent with an error below 1.9 units.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Atan<TPolicy, TVector>(TVector x)
        where TPolicy : struct, IVectorPolicy<TVector>
        where TVector : struct
    {
        // atan x = pi / 2 - atan(1 / x) brings every |x| to 0..1; there atan t = t + t^3 p(t^2), p of degree 8 fitted for the smallest largest error.
        TVector one = TPolicy.Create(1f);
        TVector magnitude = TPolicy.Abs(x);
        TVector isLarge = TPolicy.GreaterThan(magnitude, one);
        TVector t = TPolicy.Select(isLarge, TPolicy.Divide(one, magnitude), magnitude);
        TVector z = TPolicy.Multiply(t, t);
        TVector p = TPolicy.Create(-1.7936227e-3f);
        p = TPolicy.MultiplyAdd(p, z, TPolicy.Create(1.09146101e-2f));
        p = TPolicy.MultiplyAdd(p, z, TPolicy.Create(-3.11778542e-2f));
        p = TPolicy.MultiplyAdd(p, z, TPolicy.Create(5.79576021e-2f));
        p = TPolicy.MultiplyAdd(p, z, TPolicy.Create(-8.40345084e-2f));
        p = TPolicy.MultiplyAdd(p, z, TPolicy.Create(0.10952186f));
        p = TPolicy.MultiplyAdd(p, z, TPolicy.Create(-0.14264242f));
        p = TPolicy.MultiplyAdd(p, z, TPolicy.Create(0.19998549f));
        p = TPolicy.MultiplyAdd(p, z, TPolicy.Create(-0.333332986f));
        TVector angle = TPolicy.MultiplyAdd(TPolicy.Multiply(t, z), p, t);
        return TPolicy.CopySign(TPolicy.Select(isLarge, TPolicy.Subtract(TPolicy.Create(HalfPiHigh), angle), angle), x);
    }

    /// <summary>x = n pi / 2 + r with |r| near pi / 4 at most; the lowest bits of <paramref name="quadrant"/> are those of n.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Reduce<TPolicy, TVector>(TVector x, out TVector quadrant)
        where TPolicy : struct, IVectorPolicy<TVector>
        where TVector : struct
    {
        // Cody and Waite's subtraction in parts: the first is exact, because what it leaves has few digits.
        quadrant = TPolicy.MultiplyAdd(x, TPolicy.Create(TwoOverPi), TPolicy.Create(Rounder));
        TVector n = TPolicy.Subtract(quadrant, TPolicy.Create(Rounder));
        TVector r = TPolicy.MultiplyAdd(n, TPolicy.Create(-HalfPiHigh), x);
        r = TPolicy.MultiplyAdd(n, TPolicy.Create(-HalfPiMiddle), r);
        return TPolicy.MultiplyAdd(n, TPolicy.Create(-HalfPiLow), r);
    }

    /// <summary>sin(r + quadrant pi / 2).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Wave<TPolicy, TVector>(TVector r, TVector quadrant)
        where TPolicy : struct, IVectorPolicy<TVector>
        where TVector : struct
    {
        // Both series with the minimax coefficients of Cephes' sinf and cosf (Moshier).
        TVector z = TPolicy.Multiply(r, r);
        TVector p = TPolicy.Create(-1.9515295891e-4f);
        p = TPolicy.MultiplyAdd(p, z, TPolicy.Create(8.3321608736e-3f));
        p = TPolicy.MultiplyAdd(p, z, TPolicy.Create(-1.6666654611e-1f));
        TVector sine = TPolicy.MultiplyAdd(TPolicy.Multiply(r, z), p, r);
        TVector q = TPolicy.Create(2.443315711809948e-5f);
        q = TPolicy.MultiplyAdd(q, z, TPolicy.Create(-1.388731625493765e-3f));
        q = TPolicy.MultiplyAdd(q, z, TPolicy.Create(4.166664568298827e-2f));
        TVector cosine = TPolicy.MultiplyAdd(TPolicy.Multiply(z, z), q, TPolicy.MultiplyAdd(z, TPolicy.Create(-0.5f), TPolicy.Create(1f)));
        TVector isOdd = TPolicy.GreaterThan(TPolicy.NegateWhereBit(TPolicy.Create(-1f), quadrant, 0), TPolicy.Zero);
        return TPolicy.NegateWhereBit(TPolicy.Select(isOdd, cosine, sine), quadrant, 1);
    }

    /// <summary>asin |x|, or half of acos |x| for |x| beyond the border.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector HalfOrWholeAngle<TPolicy, TVector>(TVector x, out TVector isHalf)
        where TPolicy : struct, IVectorPolicy<TVector>
        where TVector : struct
    {
        // With s = |x|, or s = sin(acos(|x|) / 2) = sqrt((1 - |x|) / 2): asin s = s + s^3 p(s^2), p of degree 5 fitted for the smallest largest error.
        TVector magnitude = TPolicy.Abs(x);
        isHalf = TPolicy.GreaterThan(magnitude, TPolicy.Create(AsinBorder));
        TVector half = TPolicy.MultiplyAdd(magnitude, TPolicy.Create(-0.5f), TPolicy.Create(0.5f));
        TVector z = TPolicy.Select(isHalf, half, TPolicy.Multiply(x, x));
        TVector s = TPolicy.Select(isHalf, TPolicy.Sqrt(half), magnitude);
        TVector p = TPolicy.Create(4.75453637e-2f);
        p = TPolicy.MultiplyAdd(p, z, TPolicy.Create(6.68566545e-3f));
        p = TPolicy.MultiplyAdd(p, z, TPolicy.Create(3.40306307e-2f));
        p = TPolicy.MultiplyAdd(p, z, TPolicy.Create(4.42289736e-2f));
        p = TPolicy.MultiplyAdd(p, z, TPolicy.Create(7.50212138e-2f));
        p = TPolicy.MultiplyAdd(p, z, TPolicy.Create(0.166666308f));
        return TPolicy.MultiplyAdd(TPolicy.Multiply(s, z), p, s);
    }

    /// <summary>y, with the lanes of large x computed in float64, whose library reduces every angle.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    [SkipLocalsInit]
    private static TVector Repair<TOperator, TPolicy, TVector>(TVector x, TVector y)
        where TOperator : struct, IUnaryOperator
        where TPolicy : struct, IVectorPolicy<TVector>
        where TVector : struct
    {
        float* angles = stackalloc float[TPolicy.Width];
        float* values = stackalloc float[TPolicy.Width];
        TPolicy.Store(angles, x);
        TPolicy.Store(values, y);
        for (int i = 0; i < TPolicy.Width; i++)
        {
            if (MathF.Abs(angles[i]) > Limit)
            {
                values[i] = (float)TOperator.Apply((double)angles[i]);
            }
        }

        return TPolicy.Load(values);
    }
}
