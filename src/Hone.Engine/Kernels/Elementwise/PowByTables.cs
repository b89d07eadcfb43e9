using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Hone.Kernels;

/// <summary>Powers in float32, with tables in 512-bit registers: logarithms are sums of two floats, and the results have to lie well inside float32's range.</summary>
internal readonly struct PowByTables : IPowKind<PowByTables>
{
    /// <summary>For larger exponents two floats hold too few digits of the logarithm.</summary>
    private const float LargestExponent = 64;

    /// <summary>Results lie in 2^-125..2^125.</summary>
    private const double LargestLogarithm = 125;

    /// <summary>Moves a float's five highest bits of the mantissa to the lowest places.</summary>
    private const int TableShift = 18;

    /// <summary>p / ln 2, and what its rounding leaves.</summary>
    private readonly float _multiplier;

    private readonly float _multiplierRest;

    /// <summary>The bits of the smallest base, and how far those of the largest one lie above them.</summary>
    private readonly uint _smallest;

    private readonly uint _range;

    private PowByTables(float exponent)
    {
        double multiplier = exponent * 1.4426950408889634;
        _multiplier = (float)multiplier;
        _multiplierRest = (float)(multiplier - _multiplier);
        double widest = LargestLogarithm / Math.Max(1, Math.Abs(exponent));
        _smallest = BitConverter.SingleToUInt32Bits((float)Math.Pow(2, -widest));
        _range = BitConverter.SingleToUInt32Bits((float)Math.Pow(2, widest)) - _smallest;
    }

    public static bool Suits(float exponent) => Avx512F.IsSupported && MathF.Abs(exponent) <= LargestExponent;

    public static PowByTables Create(float exponent) => new(exponent);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Takes(Vector512<float> x) => Vector512.LessThanAll(x.AsUInt32() - Vector512.Create(_smallest), Vector512.Create(_range));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<float> Raise(Vector512<float> x)
    {
        // 1. x = 2^n (1 + r) / c with c for each 32nd of [1, 2). At both ends of it x = 2^n (1 + r), and a logarithm near 0 keeps its digits.
        Vector512<int> place = x.AsInt32() >> TableShift;
        Vector512<float> n = Avx512F.GetExponent(x);
        Vector512<float> r = Avx512F.FusedMultiplySubtract(Avx512F.GetMantissa(x, 0), Factor(place), Vector512<float>.One);

        // 2. ln(1 + r) = r + r^2 q(r), q of degree 3 fitted for the smallest largest relative error, 2^-31.6. To its second term go the low parts of the logarithms of 2^n and 1 / c.
        Vector512<float> square = r * r;
        Vector512<float> q = Vector512.FusedMultiplyAdd(Vector512.Create(0.333333254f), r, Vector512.Create(-0.49999994f));
        Vector512<float> q2 = Vector512.FusedMultiplyAdd(Vector512.Create(0.200230852f), r, Vector512.Create(-0.250203073f));
        q = Vector512.FusedMultiplyAdd(q2, square, q);
        Vector512<float> low = Vector512.FusedMultiplyAdd(n, Vector512.Create(1.42860677e-06f), LogarithmRest(place));
        low = Vector512.FusedMultiplyAdd(q, square, low);

        // 3. ln x = high + low: the high parts of the logarithms have so few digits that their sum is exact, and the rounding of its sum with r goes to the low part.
        Vector512<float> whole = Vector512.FusedMultiplyAdd(n, Vector512.Create(0.693145752f), Logarithm(place));
        Vector512<float> high = whole + r;
        low += whole - high + r;

        // 4. z = p log2 x = p / ln 2 (high + low) as a product and its rest.
        Vector512<float> multiplier = Vector512.Create(_multiplier);
        Vector512<float> product = multiplier * high;
        Vector512<float> rest = Avx512F.FusedMultiplySubtract(multiplier, high, product);
        rest = Vector512.FusedMultiplyAdd(Vector512.Create(_multiplierRest), high, rest);
        rest = Vector512.FusedMultiplyAdd(multiplier, low, rest);

        // 5. 2^z
        Vector512<float> step = Policy512.RoundToStep(product + rest);
        return Policy512.PowerOfTwo(step, product - step + rest);
    }

    /// <summary>c: m c - 1 must be exact in float32 and at most 1/32 for the mantissas m at its place, so where it stays below 1/64, c is a multiple of 1/128, else of 1/64.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Factor(Vector512<int> place) => Avx512F.PermuteVar16x32x2(
        Vector512.Create(
            1f, 0.953125f, 0.921875f, 0.90625f, 0.875f, 0.8515625f, 0.828125f, 0.8125f,
            0.7890625f, 0.7734375f, 0.75f, 0.734375f, 0.71875f, 0.703125f, 0.6875f, 0.671875f),
        place,
        Vector512.Create(
            0.65625f, 0.6484375f, 0.6328125f, 0.625f, 0.609375f, 0.6015625f, 0.5859375f, 0.578125f,
            0.5625f, 0.5546875f, 0.546875f, 0.5390625f, 0.53125f, 0.5234375f, 0.515625f, 0.5f));

    /// <summary>-ln c as a multiple of 2^-16.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Logarithm(Vector512<int> place) => Avx512F.PermuteVar16x32x2(
        Vector512.Create(
            0f, 0.0480041504f, 0.0813446045f, 0.0984344482f, 0.133529663f, 0.160675049f, 0.188598633f, 0.207641602f,
            0.236907959f, 0.256912231f, 0.287689209f, 0.308731079f, 0.330245972f, 0.352218628f, 0.374694824f, 0.397689819f),
        place,
        Vector512.Create(
            0.421218872f, 0.433197021f, 0.457580566f, 0.470001221f, 0.495315552f, 0.508224487f, 0.534545898f, 0.547958374f,
            0.575363159f, 0.589355469f, 0.603530884f, 0.617919922f, 0.632522583f, 0.647338867f, 0.662368774f, 0.693145752f));

    /// <summary>What this leaves of -ln c.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> LogarithmRest(Vector512<int> place) => Avx512F.PermuteVar16x32x2(
        Vector512.Create(
            0f, 5.06879587e-06f, 1.03496177e-06f, 5.62457126e-06f, 1.72953855e-06f, 7.33286242e-06f, -7.46300475e-06f, -2.23678421e-06f,
            1.78809398e-06f, -1.81766029e-06f, -7.13653253e-06f, 4.40254826e-06f, -4.28480917e-06f, 1.96565975e-06f, -1.3747773e-06f, -6.8516697e-06f),
        place,
        Vector512.Create(
            -5.40699421e-06f, -7.3653614e-06f, 5.42840951e-07f, 2.40854251e-06f, 5.88547209e-06f, 3.54761255e-07f, -3.74805427e-06f, 6.79669211e-06f,
            9.85723887e-07f, -5.08187168e-06f, 4.13808129e-06f, 3.83744737e-06f, -2.42643026e-08f, -1.22265885e-06f, 6.74747935e-06f, 1.42860677e-06f));
}
