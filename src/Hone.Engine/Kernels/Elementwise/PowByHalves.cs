using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Hone.Kernels;

/// <summary>Powers in float64, eight numbers at a time.</summary>
internal readonly struct PowByHalves(float exponent) : IPowKind<PowByHalves>
{
    /// <summary>1.5 2^52: a sum with it has no digits behind the point, and a whole number in its lowest bits.</summary>
    private const double Rounder = 6755399441055744.0;

    private const int MantissaBits = 52;

    private readonly double _exponent = exponent;

    public static PowByHalves Create(float exponent) => new(exponent);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Takes(Vector512<float> x) => Policy512.AllPositiveNormal(x);

    /// <summary>There float32's results are far from the ends of the range, and the conversion back rounds once, to subnormal numbers and infinity as well.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<float> Raise(Vector512<float> x)
    {
        // x = (1 + f) 2^n with 1 + f in [sqrt(1/2), sqrt(2)); f is exact.
        Vector512<float> f = Policy512.SplitPowerOfTwo(x, out Vector512<float> n) - Vector512<float>.One;
        Vector512<double> lower = Raise(Vector512.WidenLower(f), Vector512.WidenLower(n));
        Vector512<double> upper = Raise(Vector512.WidenUpper(f), Vector512.WidenUpper(n));
        return Vector512.Narrow(lower, upper);
    }

    /// <summary>(1 + f)^p 2^(n p).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector512<double> Raise(Vector512<double> f, Vector512<double> n)
    {
        // 1. log2(1 + f) = f q(f), q of degree 11 fitted for the smallest largest relative error, 1.1e-10.
        Vector512<double> q = Vector512.Create(-0.08634604896773859);
        q = Vector512.FusedMultiplyAdd(q, f, Vector512.Create(0.15485758094814236));
        q = Vector512.FusedMultiplyAdd(q, f, Vector512.Create(-0.15698226304457402));
        q = Vector512.FusedMultiplyAdd(q, f, Vector512.Create(0.15900148790381935));
        q = Vector512.FusedMultiplyAdd(q, f, Vector512.Create(-0.1790469508289253));
        q = Vector512.FusedMultiplyAdd(q, f, Vector512.Create(0.20609625680215576));
        q = Vector512.FusedMultiplyAdd(q, f, Vector512.Create(-0.24050417424039314));
        q = Vector512.FusedMultiplyAdd(q, f, Vector512.Create(0.28854064354963077));
        q = Vector512.FusedMultiplyAdd(q, f, Vector512.Create(-0.3606728005436797));
        q = Vector512.FusedMultiplyAdd(q, f, Vector512.Create(0.48089832072943317));
        q = Vector512.FusedMultiplyAdd(q, f, Vector512.Create(-0.7213475252132349));
        q = Vector512.FusedMultiplyAdd(q, f, Vector512.Create(1.4426950409393462));

        // 2. p log2 |x| = m + r with |r| <= 1/2, cut where the result is 0 or infinity anyway.
        Vector512<double> z = Vector512.FusedMultiplyAdd(q, f, n) * Vector512.Create(_exponent);
        z = Vector512.MinNative(Vector512.MaxNative(z, Vector512.Create(-200.0)), Vector512.Create(200.0));
        Vector512<double> shifted = z + Vector512.Create(Rounder);
        Vector512<double> r = z - (shifted - Vector512.Create(Rounder));

        // 3. 2^r of degree 6, fitted for the smallest largest relative error, 1.9e-9; the whole number m goes to the exponent.
        Vector512<double> y = Vector512.Create(0.00015345811964481256);
        y = Vector512.FusedMultiplyAdd(y, r, Vector512.Create(0.0013399931217443438));
        y = Vector512.FusedMultiplyAdd(y, r, Vector512.Create(0.009618488957204737));
        y = Vector512.FusedMultiplyAdd(y, r, Vector512.Create(0.055503287769709794));
        y = Vector512.FusedMultiplyAdd(y, r, Vector512.Create(0.24022646890634516));
        y = Vector512.FusedMultiplyAdd(y, r, Vector512.Create(0.6931472057372635));
        y = Vector512.FusedMultiplyAdd(y, r, Vector512.Create(1.0000000005541654));
        return (y.AsInt64() + (shifted.AsInt64() << MantissaBits)).AsDouble();
    }
}
