using System.Numerics;

namespace Hone.Kernels;

/// <summary>a = (TTo)b between number types: cut towards zero and to the range of the target; NaN becomes 0 in integers.</summary>
internal readonly unsafe struct ConvertLoop<TTo, TFrom> : IInnerLoop<TTo, TFrom, TFrom>
    where TTo : unmanaged, INumberBase<TTo>
    where TFrom : unmanaged, INumberBase<TFrom>
{
    public static void Run(int count, TTo* a, int strideA, TFrom* b, int strideB, TFrom* c, int strideC)
    {
        for (nint i = 0; i < count; i++)
        {
            a[i * strideA] = TTo.CreateSaturating(b[i * strideB]);
        }
    }
}
