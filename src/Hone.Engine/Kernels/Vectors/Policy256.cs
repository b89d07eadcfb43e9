using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Hone.Kernels;

/// <summary>Registers of 256 bits: 8 float lanes.</summary>
internal readonly unsafe struct Policy256 : IVectorPolicy<Vector256<float>>
{
    public static int Width => 8;

    public static Vector256<float> Zero => Vector256<float>.Zero;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Load(float* source) => Vector256.Load(source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(float* destination, Vector256<float> value) => Vector256.Store(value, destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> LoadFirst(float* source, int count)
    {
        if (Avx.IsSupported)
        {
            return Avx.MaskLoad(source, Mask(count));
        }

        return FirstLanes<Policy256, Vector256<float>>.Load(source, count);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreFirst(float* destination, int count, Vector256<float> value)
    {
        if (Avx.IsSupported)
        {
            Avx.MaskStore(destination, Mask(count), value);
            return;
        }

        FirstLanes<Policy256, Vector256<float>>.Store(destination, count, value);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Broadcast(float* source) => Vector256.Create(*source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Create(float value) => Vector256.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> MultiplyAdd(Vector256<float> a, Vector256<float> b, Vector256<float> c) => Vector256.FusedMultiplyAdd(a, b, c);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> MultiplySubtract(Vector256<float> a, Vector256<float> b, Vector256<float> c) =>
        Fma.IsSupported ? Fma.MultiplySubtract(a, b, c) : MultiplyAdd(a, b, -c);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Add(Vector256<float> a, Vector256<float> b) => a + b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Subtract(Vector256<float> a, Vector256<float> b) => a - b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Multiply(Vector256<float> a, Vector256<float> b) => a * b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Divide(Vector256<float> a, Vector256<float> b) => a / b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Max(Vector256<float> a, Vector256<float> b) => Vector256.Max(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> MaxOfNumbers(Vector256<float> a, Vector256<float> b) => Vector256.MaxNative(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Min(Vector256<float> a, Vector256<float> b) => Vector256.Min(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> MinOfNumbers(Vector256<float> a, Vector256<float> b) => Vector256.MinNative(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Abs(Vector256<float> a) => Vector256.Abs(a);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> CopySign(Vector256<float> a, Vector256<float> b) => Vector256.CopySign(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Sqrt(Vector256<float> a) => Vector256.Sqrt(a);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> WherePositive(Vector256<float> condition, Vector256<float> value) =>
        Vector256.GreaterThan(condition, Vector256<float>.Zero) & value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> GreaterThan(Vector256<float> a, Vector256<float> b) => Vector256.GreaterThan(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AllEqual(Vector256<float> a, Vector256<float> b) => Vector256.EqualsAll(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Equal(Vector256<float> a, Vector256<float> b) => Vector256.Equals(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AnyGreaterThan(Vector256<float> a, Vector256<float> b) => Vector256.GreaterThanAny(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AllPositiveNormal(Vector256<float> a) =>
        Vector256.LessThanAll(a.AsUInt32() - Vector256.Create(VectorBits.SmallestNormal), Vector256.Create(VectorBits.Infinity - VectorBits.SmallestNormal));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Select(Vector256<float> mask, Vector256<float> a, Vector256<float> b) => Vector256.ConditionalSelect(mask, a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Round(Vector256<float> a) => Vector256.Round(a);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> NegateWhereBit(Vector256<float> a, Vector256<float> bits, int bit) =>
        (a.AsUInt32() ^ ((bits.AsUInt32() << (31 - bit)) & Vector256.Create(VectorBits.Sign))).AsSingle();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> ScaleByPowerOfTwo(Vector256<float> a, Vector256<float> n)
    {
        if (Avx512F.VL.IsSupported)
        {
            return Avx512F.VL.Scale(a, n);
        }

        // Two factors, because 2^n alone has no float for the smallest and largest n. A float's exponent stands in bits 23..30.
        Vector256<int> whole = Vector256.ConvertToInt32Native(n);
        Vector256<int> half = whole >> 1;
        Vector256<int> bias = Vector256.Create(127);
        Vector256<float> first = ((half + bias) << 23).AsSingle();
        Vector256<float> second = ((whole - half + bias) << 23).AsSingle();
        return a * first * second;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> RoundToStep(Vector256<float> a) => Vector256.Round(a);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> PowerOfTwo(Vector256<float> a, Vector256<float> rest) =>
        ScaleByPowerOfTwo(VectorMath.PowerOfFraction<Policy256, Vector256<float>>(rest), a);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> SplitPowerOfTwo(Vector256<float> a, out Vector256<float> exponent)
    {
        // Counted from the bits of sqrt(1/2), the exponent field grows by 1 wherever the factor would leave its range.
        Vector256<int> bits = a.AsInt32();
        Vector256<int> whole = (bits - Vector256.Create(0x3F3504F3)) >> 23;
        exponent = Vector256.ConvertToSingle(whole);
        return (bits - (whole << 23)).AsSingle();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> RandomNumbers(ulong key, uint first, uint step)
    {
        Vector256<uint> index = (Vector256<uint>.Indices * step) + Vector256.Create(first);
        Vector256<uint> mixed = MixBits(MixBits(index ^ Vector256.Create((uint)key)) + Vector256.Create((uint)(key >> 32)));
        return Vector256.ConvertToSingle((mixed >> 8).AsInt32());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> LoadBytes(byte* source)
    {
        if (Avx2.IsSupported)
        {
            return Vector256.ConvertToSingle(Avx2.ConvertToVector256Int32(Vector128.CreateScalarUnsafe(Unsafe.ReadUnaligned<ulong>(source)).AsByte()));
        }

        Vector128<ushort> words = Vector128.WidenLower(Vector128.CreateScalar(Unsafe.ReadUnaligned<ulong>(source)).AsByte());
        return Vector256.ConvertToSingle(Vector256.Create(Vector128.WidenLower(words), Vector128.WidenUpper(words)).AsInt32());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreBytes(byte* destination, Vector256<float> value)
    {
        Vector256<uint> whole = Vector256.ConvertToInt32Native(value).AsUInt32();
        Vector128<ushort> words = Vector128.Narrow(whole.GetLower(), whole.GetUpper());
        Unsafe.WriteUnaligned(destination, Vector128.Narrow(words, words).AsUInt64().ToScalar());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(Vector256<float> a) => Vector256.Sum(a);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<uint> MixBits(Vector256<uint> x)
    {
        x = (x ^ (x >> 16)) * Vector256.Create(DropoutNumbers.FirstFactor);
        x = (x ^ (x >> 15)) * Vector256.Create(DropoutNumbers.SecondFactor);
        return x ^ (x >> 16);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Mask(int count) => Vector256.LessThan(Vector256<int>.Indices, Vector256.Create(count)).AsSingle();
}
