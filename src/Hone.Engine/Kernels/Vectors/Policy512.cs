using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Hone.Kernels;

/// <summary>Registers of 512 bits: 16 float lanes.</summary>
internal readonly unsafe struct Policy512 : IVectorPolicy<Vector512<float>>
{
    public static int Width => 16;

    public static Vector512<float> Zero => Vector512<float>.Zero;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Load(float* source) => Vector512.Load(source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(float* destination, Vector512<float> value) => Vector512.Store(value, destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> LoadFirst(float* source, int count)
    {
        if (Avx512F.IsSupported)
        {
            return Avx512F.MaskLoad(source, Mask(count), Vector512<float>.Zero);
        }

        return FirstLanes<Policy512, Vector512<float>>.Load(source, count);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreFirst(float* destination, int count, Vector512<float> value)
    {
        if (Avx512F.IsSupported)
        {
            Avx512F.MaskStore(destination, Mask(count), value);
            return;
        }

        FirstLanes<Policy512, Vector512<float>>.Store(destination, count, value);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Broadcast(float* source) => Vector512.Create(*source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Create(float value) => Vector512.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> MultiplyAdd(Vector512<float> a, Vector512<float> b, Vector512<float> c) => Vector512.FusedMultiplyAdd(a, b, c);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> MultiplySubtract(Vector512<float> a, Vector512<float> b, Vector512<float> c) =>
        Avx512F.IsSupported ? Avx512F.FusedMultiplySubtract(a, b, c) : MultiplyAdd(a, b, -c);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Add(Vector512<float> a, Vector512<float> b) => a + b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Subtract(Vector512<float> a, Vector512<float> b) => a - b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Multiply(Vector512<float> a, Vector512<float> b) => a * b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Divide(Vector512<float> a, Vector512<float> b) => a / b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Max(Vector512<float> a, Vector512<float> b) => Vector512.Max(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> MaxOfNumbers(Vector512<float> a, Vector512<float> b) => Vector512.MaxNative(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Min(Vector512<float> a, Vector512<float> b) => Vector512.Min(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> MinOfNumbers(Vector512<float> a, Vector512<float> b) => Vector512.MinNative(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Abs(Vector512<float> a) => Vector512.Abs(a);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> CopySign(Vector512<float> a, Vector512<float> b) => Vector512.CopySign(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Sqrt(Vector512<float> a) => Vector512.Sqrt(a);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> WherePositive(Vector512<float> condition, Vector512<float> value) =>
        Vector512.GreaterThan(condition, Vector512<float>.Zero) & value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> GreaterThan(Vector512<float> a, Vector512<float> b) => Vector512.GreaterThan(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AllEqual(Vector512<float> a, Vector512<float> b) => Vector512.EqualsAll(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Equal(Vector512<float> a, Vector512<float> b) => Vector512.Equals(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AnyGreaterThan(Vector512<float> a, Vector512<float> b) => Vector512.GreaterThanAny(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AllPositiveNormal(Vector512<float> a) =>
        Vector512.LessThanAll(a.AsUInt32() - Vector512.Create(VectorBits.SmallestNormal), Vector512.Create(VectorBits.Infinity - VectorBits.SmallestNormal));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Select(Vector512<float> mask, Vector512<float> a, Vector512<float> b) => Vector512.ConditionalSelect(mask, a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Round(Vector512<float> a) => Vector512.Round(a);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> NegateWhereBit(Vector512<float> a, Vector512<float> bits, int bit) =>
        (a.AsUInt32() ^ ((bits.AsUInt32() << (31 - bit)) & Vector512.Create(VectorBits.Sign))).AsSingle();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> ScaleByPowerOfTwo(Vector512<float> a, Vector512<float> n)
    {
        if (Avx512F.IsSupported)
        {
            return Avx512F.Scale(a, n);
        }

        // Two factors, because 2^n alone has no float for the smallest and largest n. A float's exponent stands in bits 23..30.
        Vector512<int> whole = Vector512.ConvertToInt32Native(n);
        Vector512<int> half = whole >> 1;
        Vector512<int> bias = Vector512.Create(127);
        Vector512<float> first = ((half + bias) << 23).AsSingle();
        Vector512<float> second = ((whole - half + bias) << 23).AsSingle();
        return a * first * second;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> RoundToStep(Vector512<float> a) => Avx512F.IsSupported ? Avx512F.RoundScale(a, 4 << 4) : Vector512.Round(a);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> PowerOfTwo(Vector512<float> a, Vector512<float> rest)
    {
        if (!Avx512F.IsSupported)
        {
            return ScaleByPowerOfTwo(VectorMath.PowerOfFraction<Policy512, Vector512<float>>(rest), a);
        }

        // 1. 2^(k / 16) for the sixteenths of a, which a sum with 1.5 2^19 leaves in its lowest bits.
        Vector512<float> powers = Vector512.Create(
            1f, 1.04427373f, 1.09050775f, 1.13878858f, 1.18920708f, 1.24185777f, 1.29683955f, 1.35425556f,
            1.41421354f, 1.47682619f, 1.54221082f, 1.61049032f, 1.68179286f, 1.75625217f, 1.8340081f, 1.91520655f);
        Vector512<int> sixteenths = (a + Vector512.Create(786432f)).AsInt32();
        Vector512<float> power = Avx512F.PermuteVar16x32(powers, sixteenths);

        // 2. 2^rest - 1 = rest p(rest), p of degree 2 fitted for the smallest largest error in -1/32..1/32, 2.3e-9.
        Vector512<float> p = Vector512.Create(0.0555057362f);
        p = Vector512.FusedMultiplyAdd(p, rest, Vector512.Create(0.240233555f));
        p = Vector512.FusedMultiplyAdd(p, rest, Vector512.Create(0.693147182f));

        // 3. The whole part of a goes to the exponent: the instruction rounds it down.
        return Avx512F.Scale(Vector512.FusedMultiplyAdd(power, p * rest, power), a);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> SplitPowerOfTwo(Vector512<float> a, out Vector512<float> exponent)
    {
        // Counted from the bits of sqrt(1/2), the exponent field grows by 1 wherever the factor would leave its range.
        Vector512<int> bits = a.AsInt32();
        Vector512<int> whole = (bits - Vector512.Create(0x3F3504F3)) >> 23;
        exponent = Vector512.ConvertToSingle(whole);
        return (bits - (whole << 23)).AsSingle();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> RandomNumbers(ulong key, uint first, uint step)
    {
        Vector512<uint> index = (Vector512<uint>.Indices * step) + Vector512.Create(first);
        Vector512<uint> mixed = MixBits(MixBits(index ^ Vector512.Create((uint)key)) + Vector512.Create((uint)(key >> 32)));
        return Vector512.ConvertToSingle((mixed >> 8).AsInt32());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> LoadBytes(byte* source)
    {
        if (Avx512F.IsSupported)
        {
            return Vector512.ConvertToSingle(Avx512F.ConvertToVector512Int32(Vector128.Load(source)));
        }

        Vector256<ushort> words = Vector256.Create(Vector128.WidenLower(Vector128.Load(source)), Vector128.WidenUpper(Vector128.Load(source)));
        return Vector512.ConvertToSingle(Vector512.Create(Vector256.WidenLower(words), Vector256.WidenUpper(words)).AsInt32());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreBytes(byte* destination, Vector512<float> value)
    {
        Vector512<uint> whole = Vector512.ConvertToInt32Native(value).AsUInt32();
        if (Avx512F.IsSupported)
        {
            Vector128.Store(Avx512F.ConvertToVector128Byte(whole), destination);
            return;
        }

        Vector256<ushort> words = Vector256.Narrow(whole.GetLower(), whole.GetUpper());
        Vector128.Store(Vector128.Narrow(words.GetLower(), words.GetUpper()), destination);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(Vector512<float> a) => Vector512.Sum(a);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<uint> MixBits(Vector512<uint> x)
    {
        x = (x ^ (x >> 16)) * Vector512.Create(DropoutNumbers.FirstFactor);
        x = (x ^ (x >> 15)) * Vector512.Create(DropoutNumbers.SecondFactor);
        return x ^ (x >> 16);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Mask(int count) => Vector512.LessThan(Vector512<int>.Indices, Vector512.Create(count)).AsSingle();
}
