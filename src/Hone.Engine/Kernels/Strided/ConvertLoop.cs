using System.Numerics;

namespace Hone.Kernels;

/// <summary>a = (TTo)b with C#'s unchecked conversion between number types.</summary>
internal readonly unsafe struct ConvertLoop<TTo, TFrom> : IInnerLoop<TTo, TFrom, TFrom>
    where TTo : unmanaged, INumberBase<TTo>
    where TFrom : unmanaged, INumberBase<TFrom>
{
    public static void Run(int count, TTo* a, int strideA, TFrom* b, int strideB, TFrom* c, int strideC)
    {
        for (nint i = 0; i < count; i++)
        {
            a[i * strideA] = TTo.CreateTruncating(b[i * strideB]);
        }
    }
}
