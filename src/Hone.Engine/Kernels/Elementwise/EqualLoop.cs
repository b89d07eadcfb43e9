namespace Hone.Kernels;

/// <summary>a = whether b equals c.</summary>
internal readonly unsafe struct EqualLoop<T> : IInnerLoop<bool, T, T>
    where T : unmanaged, IEquatable<T>
{
    public static void Run(int count, bool* a, int strideA, T* b, int strideB, T* c, int strideC)
    {
        for (nint i = 0; i < count; i++)
        {
            T left = b[i * strideB];
            T right = c[i * strideC];

            // Equals holds NaN equal to itself; arithmetic does not.
            a[i * strideA] = left.Equals(right) && !IsNaN(left);
        }
    }

    private static bool IsNaN(T value) => value switch
    {
        float number => float.IsNaN(number),
        double number => double.IsNaN(number),
        _ => false,
    };
}
