using Hone.Kernels;

namespace Hone;

/// <summary>The switches of the engine. They hold for the whole process and may be set from any thread.</summary>
public static class EngineOptions
{
    private static volatile bool s_exact;

    /// <summary>
    /// Whether convolutions keep to the direct sum; false unless set. The faster choice, Winograd's algorithm for 3x3 kernels of
    /// stride 1 and, along the height, for 7x7 kernels of stride 2 over few channels, rounds 2 to 5 times more coarsely (still near
    /// 1e-6 of the output's root mean square): fine for training, too coarse for comparisons with other libraries to the fifth
    /// digit. A convolution remembers for its backward what held when it ran.
    /// </summary>
    public static bool Exact
    {
        get => s_exact;
        set => s_exact = value;
    }

    /// <summary>
    /// Number of threads that work on one operation, the caller included; the number of processors unless set. Results do not
    /// depend on it.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is below 1.</exception>
    public static int ThreadCount
    {
        get => WorkerPool.ThreadCount;
        set => WorkerPool.SetThreadCount(value);
    }
}
