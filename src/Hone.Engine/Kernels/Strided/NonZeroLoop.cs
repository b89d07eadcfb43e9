using System.Numerics;

namespace Hone.Kernels;

/// <summary>a = whether b differs from zero.</summary>
internal readonly unsafe struct NonZeroLoop<TFrom> : IInnerLoop<byte, TFrom, TFrom>
    where TFrom : unmanaged, INumberBase<TFrom>
{
    public static void Run(int count, byte* a, int strideA, TFrom* b, int strideB, TFrom* c, int strideC)
    {
        for (nint i = 0; i < count; i++)
        {
            a[i * strideA] = TFrom.IsZero(b[i * strideB]) ? (byte)0 : (byte)1;
        }
    }
}
