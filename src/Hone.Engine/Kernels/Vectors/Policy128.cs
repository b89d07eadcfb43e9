using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Hone.Kernels;

/// <summary>Registers of 128 bits: 4 float lanes.</summary>
internal readonly unsafe struct Policy128 : IVectorPolicy<Vector128<float>>
{
    public static int Width => 4;

    public static Vector128<float> Zero => Vector128<float>.Zero;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Load(float* source) => Vector128.Load(source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(float* destination, Vector128<float> value) => Vector128.Store(value, destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> LoadFirst(float* source, int count) => FirstLanes<Policy128, Vector128<float>>.Load(source, count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreFirst(float* destination, int count, Vector128<float> value) =>
        FirstLanes<Policy128, Vector128<float>>.Store(destination, count, value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Broadcast(float* source) => Vector128.Create(*source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Create(float value) => Vector128.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> MultiplyAdd(Vector128<float> a, Vector128<float> b, Vector128<float> c) => Vector128.FusedMultiplyAdd(a, b, c);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> MultiplySubtract(Vector128<float> a, Vector128<float> b, Vector128<float> c) =>
        Fma.IsSupported ? Fma.MultiplySubtract(a, b, c) : MultiplyAdd(a, b, -c);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Add(Vector128<float> a, Vector128<float> b) => a + b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Subtract(Vector128<float> a, Vector128<float> b) => a - b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Multiply(Vector128<float> a, Vector128<float> b) => a * b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Divide(Vector128<float> a, Vector128<float> b) => a / b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Max(Vector128<float> a, Vector128<float> b) => Vector128.Max(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> MaxOfNumbers(Vector128<float> a, Vector128<float> b) => Vector128.MaxNative(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Min(Vector128<float> a, Vector128<float> b) => Vector128.Min(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> MinOfNumbers(Vector128<float> a, Vector128<float> b) => Vector128.MinNative(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Abs(Vector128<float> a) => Vector128.Abs(a);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> CopySign(Vector128<float> a, Vector128<float> b) => Vector128.CopySign(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Sqrt(Vector128<float> a) => Vector128.Sqrt(a);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> WherePositive(Vector128<float> condition, Vector128<float> value) =>
        Vector128.GreaterThan(condition, Vector128<float>.Zero) & value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> GreaterThan(Vector128<float> a, Vector128<float> b) => Vector128.GreaterThan(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AllEqual(Vector128<float> a, Vector128<float> b) => Vector128.EqualsAll(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Equal(Vector128<float> a, Vector128<float> b) => Vector128.Equals(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AnyGreaterThan(Vector128<float> a, Vector128<float> b) => Vector128.GreaterThanAny(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AllPositiveNormal(Vector128<float> a) =>
        Vector128.LessThanAll(a.AsUInt32() - Vector128.Create(VectorBits.SmallestNormal), Vector128.Create(VectorBits.Infinity - VectorBits.SmallestNormal));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Select(Vector128<float> mask, Vector128<float> a, Vector128<float> b) => Vector128.ConditionalSelect(mask, a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Round(Vector128<float> a) => Vector128.Round(a);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> NegateWhereBit(Vector128<float> a, Vector128<float> bits, int bit) =>
        (a.AsUInt32() ^ ((bits.AsUInt32() << (31 - bit)) & Vector128.Create(VectorBits.Sign))).AsSingle();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> ScaleByPowerOfTwo(Vector128<float> a, Vector128<float> n)
    {
        // Two factors, because 2^n alone has no float for the smallest and largest n. A float's exponent stands in bits 23..30.
        Vector128<int> whole = Vector128.ConvertToInt32Native(n);
        Vector128<int> half = whole >> 1;
        Vector128<int> bias = Vector128.Create(127);
        Vector128<float> first = ((half + bias) << 23).AsSingle();
        Vector128<float> second = ((whole - half + bias) << 23).AsSingle();
        return a * first * second;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> RoundToStep(Vector128<float> a) => Vector128.Round(a);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> PowerOfTwo(Vector128<float> a, Vector128<float> rest) =>
        ScaleByPowerOfTwo(VectorMath.PowerOfFraction<Policy128, Vector128<float>>(rest), a);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> SplitPowerOfTwo(Vector128<float> a, out Vector128<float> exponent)
    {
        // Counted from the bits of sqrt(1/2), the exponent field grows by 1 wherever the factor would leave its range.
        Vector128<int> bits = a.AsInt32();
        Vector128<int> whole = (bits - Vector128.Create(0x3F3504F3)) >> 23;
        exponent = Vector128.ConvertToSingle(whole);
        return (bits - (whole << 23)).AsSingle();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> RandomNumbers(ulong key, uint first, uint step)
    {
        Vector128<uint> index = (Vector128<uint>.Indices * step) + Vector128.Create(first);
        Vector128<uint> mixed = MixBits(MixBits(index ^ Vector128.Create((uint)key)) + Vector128.Create((uint)(key >> 32)));
        return Vector128.ConvertToSingle((mixed >> 8).AsInt32());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> LoadBytes(byte* source)
    {
        Vector128<byte> bytes = Vector128.CreateScalar(Unsafe.ReadUnaligned<uint>(source)).AsByte();
        return Vector128.ConvertToSingle(Vector128.WidenLower(Vector128.WidenLower(bytes)).AsInt32());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreBytes(byte* destination, Vector128<float> value)
    {
        Vector128<ushort> words = Vector128.Narrow(Vector128.ConvertToInt32Native(value).AsUInt32(), Vector128<uint>.Zero);
        Unsafe.WriteUnaligned(destination, Vector128.Narrow(words, words).AsUInt32().ToScalar());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(Vector128<float> a) => Vector128.Sum(a);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<uint> MixBits(Vector128<uint> x)
    {
        x = (x ^ (x >> 16)) * Vector128.Create(DropoutNumbers.FirstFactor);
        x = (x ^ (x >> 15)) * Vector128.Create(DropoutNumbers.SecondFactor);
        return x ^ (x >> 16);
    }
}
