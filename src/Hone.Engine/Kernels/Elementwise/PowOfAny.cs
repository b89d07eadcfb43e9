using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Hone.Kernels;

/// <summary>Sixteen floats of any sign and size to one power, with an error below 1 unit in the last place.</summary>
internal readonly struct PowOfAny
{
    private readonly PowByHalves _magnitudes;

    private readonly float _exponent;

    /// <summary>Whether the results of negative bases are NaN: the exponent is no whole number.</summary>
    private readonly bool _isFractional;

    /// <summary>The sign bit where the exponent is odd, so that a negative base has a negative result; otherwise 0.</summary>
    private readonly uint _signMask;

    /// <param name="exponent">A logarithm's factor: finite and not 0.</param>
    public PowOfAny(float exponent)
    {
        _magnitudes = PowByHalves.Create(exponent);
        _exponent = exponent;
        _isFractional = MathF.Truncate(exponent) != exponent;
        _signMask = MathF.Abs(exponent % 2) == 1 ? VectorBits.Sign : 0;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public Vector512<float> Raise(Vector512<float> x)
    {
        Vector512<float> magnitude = Vector512.Abs(x);
        Vector512<float> y = _magnitudes.Raise(magnitude);
        y = (y.AsUInt32() | (x.AsUInt32() & Vector512.Create(_signMask))).AsSingle();
        if (_isFractional)
        {
            y = Vector512.ConditionalSelect(Vector512.LessThan(x, Vector512<float>.Zero), Vector512.Create(float.NaN), y);
        }

        return Policy512.AllPositiveNormal(magnitude) ? y : Repair(x, y);
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
