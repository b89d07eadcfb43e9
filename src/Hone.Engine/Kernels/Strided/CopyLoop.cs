namespace Hone.Kernels;

/// <summary>a = b.</summary>
internal readonly unsafe struct CopyLoop<T> : IInnerLoop<T, T, T>
    where T : unmanaged
{
    public static void Run(int count, T* a, int strideA, T* b, int strideB, T* c, int strideC)
    {
        if (strideA == 1 && strideB == 1)
        {
            new ReadOnlySpan<T>(b, count).CopyTo(new Span<T>(a, count));
            return;
        }

        for (nint i = 0; i < count; i++)
        {
            a[i * strideA] = b[i * strideB];
        }
    }
}
