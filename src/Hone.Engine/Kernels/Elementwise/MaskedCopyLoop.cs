namespace Hone.Kernels;

/// <summary>a = c where b is true; elsewhere a stays.</summary>
internal readonly unsafe struct MaskedCopyLoop<T> : IInnerLoop<T, bool, T>
    where T : unmanaged
{
    public static void Run(int count, T* a, int strideA, bool* b, int strideB, T* c, int strideC)
    {
        for (nint i = 0; i < count; i++)
        {
            a[i * strideA] = b[i * strideB] ? c[i * strideC] : a[i * strideA];
        }
    }
}
