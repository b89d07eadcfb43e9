using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Hone.Kernels;

/// <summary>
/// Sixteen floats to one power, with an error below 1 unit in the last place. A power enlarges the error of the logarithm up to a hundred times, so it is computed in float64, eight numbers at a time; there float32's
/// results are far from the ends of the range too, and the conversion back rounds once, to subnormal numbers and infinity as well.
/// </summary>
internal readonly struct PowMath
{
    /// <summary>1.5 2^52: a sum with it has no digits behind the point, and a whole number in its lowest bits.</summary>
    private const double Rounder = 6755399441055744.0;

    private const int MantissaBits = 52;

    private readonly float _exponent;

    /// <summary>Whether the results of negative bases are NaN: the exponent is no whole number.</summary>
    private readonly bool _isFractional;

    /// <summary>The sign bit where the exponent is odd, so that a negative base has a negative result; otherwise 0.</summary>
    private readonly uint _signMask;

    /// <param name="exponent">One that <see cref="Takes"/> accepts.</param>
    public PowMath(float exponent)
    {
        _exponent = exponent;
        _isFractional = MathF.Truncate(exponent) != exponent;
        _signMask = MathF.Abs(exponent % 2) == 1 ? VectorBits.Sign : 0;
    }

    /// <summary>Whether powers with this exponent follow from a logarithm: not for 0, infinities and NaN.</summary>
    public static bool Takes(float exponent) => float.IsFinite(exponent) && exponent != 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<float> Apply(Vector512<float> x)
    {
        // 1. |x| = (1 + f) 2^n with 1 + f in [sqrt(1/2), sqrt(2)); f is exact.
        Vector512<float> magnitude = Vector512.Abs(x);
        Vector512<float> f = Policy512.SplitPowerOfTwo(magnitude, out Vector512<float> n) - Vector512<float>.One;

        // 2. |x|^p, half by half.
        Vector512<double> lower = Raise(Vector512.WidenLower(f), Vector512.WidenLower(n));
        Vector512<double> upper = Raise(Vector512.WidenUpper(f), Vector512.WidenUpper(n));
        Vector512<float> y = Vector512.Narrow(lower, upper);

        // 3. Signs, and what is no normal number.
        y = (y.AsUInt32() | (x.AsUInt32() & Vector512.Create(_signMask))).AsSingle();
        if (_isFractional)
        {
            y = Vector512.ConditionalSelect(Vector512.LessThan(x, Vector512<float>.Zero), Vector512.Create(float.NaN), y);
        }

        return Policy512.AllPositiveNormal(magnitude) ? y : Repair(x, y);
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
        Vector512<double> z = Vector512.FusedMultiplyAdd(q, f, n) * Vector512.Create((double)_exponent);
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

    /// <summary>y, with the lanes whose base is no normal number computed one by one. Zeros are frequent, and come first.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private Vector512<float> Repair(Vector512<float> x, Vector512<float> y)
    {
        Vector512<uint> sign = x.AsUInt32() & Vector512.Create(_signMask);
        Vector512<float> ofZero = (Vector512.Create(_exponent > 0 ? 0 : VectorBits.Infinity) | sign).AsSingle();
        Vector512<float> isZero = Vector512.Equals(x, Vector512<float>.Zero);
        y = Vector512.ConditionalSelect(isZero, ofZero, y);
        if (Policy512.AllPositiveNormal(Vector512.ConditionalSelect(isZero, Vector512<float>.One, Vector512.Abs(x))))
        {
            return y;
        }

        for (int i = 0; i < Vector512<float>.Count; i++)
        {
            float value = x.GetElement(i);
            if (!float.IsNormal(value) && value != 0)
            {
                y = y.WithElement(i, MathF.Pow(value, _exponent));
            }
        }

        return y;
    }
}
