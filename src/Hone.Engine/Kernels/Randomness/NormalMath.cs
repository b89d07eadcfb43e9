using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Hone.Kernels;

/// <summary>
/// Logarithm and cosine where the transform of Box and Muller needs them, eight at a time, to two units in the last place. The library's own cover every argument, and are compiled without
/// the optimizer until they have been called often, when a model already has its first values.
/// </summary>
internal static class NormalMath
{
    // ln 2 and pi as the sum of two numbers; the first of ln 2 ends in zeros, so that its product with an exponent is exact.
    private const double Ln2High = 6.93147180369123816490e-01;
    private const double Ln2Low = 1.90821492927058770002e-10;
    private const double PiHigh = 3.14159265358979311600;
    private const double PiLow = 1.22464679914735317723e-16;

    private const int MantissaBits = 52;
    private const ulong MantissaMask = (1UL << MantissaBits) - 1;
    private const ulong OneBits = 0x3FF0000000000000;
    private const ulong SqrtHalfBits = 0x3FE6A09E667F3BCD;

    /// <summary>ln x for normal x > 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Log(Vector512<double> x)
    {
        // 1. x = 2^e m with m from sqrt(1/2) to sqrt(2).
        Vector512<ulong> shifted = x.AsUInt64() + Vector512.Create(OneBits - SqrtHalfBits);
        Vector512<double> e = Vector512.ConvertToDouble((shifted >> MantissaBits).AsInt64() - Vector512.Create(1023L));
        Vector512<double> m = ((shifted & Vector512.Create(MantissaMask)) + Vector512.Create(SqrtHalfBits)).AsDouble();

        // 2. ln m = 2 artanh s = 2 (s + s^3/3 + s^5/5 + ...) with s = (m - 1) / (m + 1), at most 0.1716: the term after s^21 is below 1e-17 of the sum.
        Vector512<double> f = m - Vector512.Create(1.0);
        Vector512<double> s = f / (m + Vector512.Create(1.0));
        Vector512<double> z = s * s;
        Vector512<double> series = Vector512.Create(2.0 / 21);
        series = Vector512.FusedMultiplyAdd(series, z, Vector512.Create(2.0 / 19));
        series = Vector512.FusedMultiplyAdd(series, z, Vector512.Create(2.0 / 17));
        series = Vector512.FusedMultiplyAdd(series, z, Vector512.Create(2.0 / 15));
        series = Vector512.FusedMultiplyAdd(series, z, Vector512.Create(2.0 / 13));
        series = Vector512.FusedMultiplyAdd(series, z, Vector512.Create(2.0 / 11));
        series = Vector512.FusedMultiplyAdd(series, z, Vector512.Create(2.0 / 9));
        series = Vector512.FusedMultiplyAdd(series, z, Vector512.Create(2.0 / 7));
        series = Vector512.FusedMultiplyAdd(series, z, Vector512.Create(2.0 / 5));
        series = Vector512.FusedMultiplyAdd(series, z, Vector512.Create(2.0 / 3));

        // 3. With 2 s = f - s f the rounding of the quotient touches the small part alone: ln m = f - (s f - s z series).
        Vector512<double> small = Vector512.FusedMultiplyAdd(e, Vector512.Create(Ln2Low), (s * z * series) - (s * f));
        return Vector512.FusedMultiplyAdd(e, Vector512.Create(Ln2High), f + small);
    }

    /// <summary>cos x for x from 0 to 2 pi.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Cos(Vector512<double> x)
    {
        // 1. x = (k + 1/2) pi + r with k of 0, 1 and 2, and r from -pi/2 to pi/2; then cos x is -sin r for even k and sin r for odd k.
        Vector512<double> k = Vector512.Floor(x * (1 / Math.PI));
        Vector512<double> half = k + Vector512.Create(0.5);
        Vector512<double> r = Vector512.FusedMultiplyAdd(-half, Vector512.Create(PiHigh), x);
        r = Vector512.FusedMultiplyAdd(-half, Vector512.Create(PiLow), r);

        // 2. sin r = r - r^3/3! + r^5/5! - ...: the term after r^21 is below 1e-17 of the sum.
        Vector512<double> z = r * r;
        Vector512<double> series = Vector512.Create(1 / 51090942171709440000.0);
        series = Vector512.FusedMultiplyAdd(series, z, Vector512.Create(-1 / 121645100408832000.0));
        series = Vector512.FusedMultiplyAdd(series, z, Vector512.Create(1 / 355687428096000.0));
        series = Vector512.FusedMultiplyAdd(series, z, Vector512.Create(-1 / 1307674368000.0));
        series = Vector512.FusedMultiplyAdd(series, z, Vector512.Create(1 / 6227020800.0));
        series = Vector512.FusedMultiplyAdd(series, z, Vector512.Create(-1 / 39916800.0));
        series = Vector512.FusedMultiplyAdd(series, z, Vector512.Create(1 / 362880.0));
        series = Vector512.FusedMultiplyAdd(series, z, Vector512.Create(-1 / 5040.0));
        series = Vector512.FusedMultiplyAdd(series, z, Vector512.Create(1 / 120.0));
        series = Vector512.FusedMultiplyAdd(series, z, Vector512.Create(-1 / 6.0));
        Vector512<double> sine = Vector512.FusedMultiplyAdd(series * z, r, r);

        // 3. The sign.
        Vector512<double> isOdd = Vector512.Equals(k, Vector512.Create(1.0));
        return Vector512.ConditionalSelect(isOdd, sine, -sine);
    }
}
