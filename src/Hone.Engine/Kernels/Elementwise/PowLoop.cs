using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Hone.Kernels;

/// <summary>a = b to the power c, with registers where a and b lie contiguously and c is one value.</summary>
internal readonly unsafe struct PowLoop<T> : IInnerLoop<T, T, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public static void Run(int count, T* a, int strideA, T* b, int strideB, T* c, int strideC)
    {
        bool vectors = typeof(T) == typeof(float) && strideA == 1 && strideB == 1 && strideC == 0 && Vector256.IsHardwareAccelerated;
        if (!vectors || !FollowsFromLogarithm(*(float*)c))
        {
            Plain(count, a, strideA, b, strideB, c, strideC);
        }
        else if (PowByTables.Suits(*(float*)c))
        {
            Vectors<PowByTables>(count, (float*)a, (float*)b, *(float*)c);
        }
        else
        {
            Vectors<PowByHalves>(count, (float*)a, (float*)b, *(float*)c);
        }
    }

    /// <summary>The loop that the register form must equal.</summary>
    public static void Plain(int count, T* a, int strideA, T* b, int strideB, T* c, int strideC)
    {
        for (nint i = 0; i < count; i++)
        {
            a[i * strideA] = T.Pow(b[i * strideB], c[i * strideC]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Vectors<TKind>(nint count, float* a, float* b, float exponent)
        where TKind : struct, IPowKind<TKind>
    {
        nint width = Vector512<float>.Count;
        nint registers = count / width;
        var kind = TKind.Create(exponent);
        var others = new PowOfAny(exponent);
        for (nint register = 0; register < registers; register++)
        {
            register = RaiseTaken(register, registers, a, b, kind);
            if (register < registers)
            {
                others.Raise(Vector512.Load(b + (register * width))).Store(a + (register * width));
            }
        }

        for (nint i = registers * width; i < count; i++)
        {
            a[i] = MathF.Pow(b[i], exponent);
        }
    }

    /// <summary>The registers up to the first one that the kind does not take, which is returned. There is no call in this loop, so tables and constants stay in registers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static nint RaiseTaken<TKind>(nint first, nint end, float* a, float* b, TKind kind)
        where TKind : struct, IPowKind<TKind>
    {
        nint width = Vector512<float>.Count;
        nint register = first;
        for (; register < end; register++)
        {
            Vector512<float> x = Vector512.Load(b + (register * width));
            if (!kind.Takes(x))
            {
                break;
            }

            kind.Raise(x).Store(a + (register * width));
        }

        return register;
    }

    /// <summary>Not for 0, infinities and NaN.</summary>
    private static bool FollowsFromLogarithm(float exponent) => float.IsFinite(exponent) && exponent != 0;
}
