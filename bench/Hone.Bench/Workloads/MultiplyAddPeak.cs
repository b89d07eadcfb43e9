using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Hone.Kernels;

namespace Hone.Bench.Workloads;

/// <summary>
/// The rate of fused multiply-adds with nothing else in the way: twelve independent accumulators in registers, so that latency
/// is hidden on every current CPU.
/// </summary>
internal static unsafe class MultiplyAddPeak
{
    private const int Steps = 200_000;
    private const int Accumulators = 12;

    /// <summary>Register widths in bits that this machine has.</summary>
    public static IEnumerable<int> Widths()
    {
        if (Vector512.IsHardwareAccelerated)
        {
            yield return 512;
        }

        if (Vector256.IsHardwareAccelerated)
        {
            yield return 256;
        }

        if (Vector128.IsHardwareAccelerated)
        {
            yield return 128;
        }
    }

    /// <summary>Floating-point operations of one thread's share.</summary>
    public static long FlopsPerPart(int bits) => 2L * Steps * Accumulators * (bits / 32);

    public static void Run(int bits)
    {
        delegate*<void*, int, void> part = bits switch
        {
            512 => &Part<Policy512, Vector512<float>>,
            256 => &Part<Policy256, Vector256<float>>,
            _ => &Part<Policy128, Vector128<float>>,
        };
        float* sums = stackalloc float[WorkerPool.ThreadCount];
        WorkerPool.Run(WorkerPool.ThreadCount, part, sums);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Part<TPolicy, TVector>(void* state, int part)
        where TPolicy : struct, IVectorPolicy<TVector>
        where TVector : struct
    {
        // x -> x * 0.5 + 0.5 stays at 1: no overflow and no denormal numbers, however long it runs.
        TVector half = TPolicy.Create(0.5f);
        TVector a0 = TPolicy.Create(1);
        TVector a1 = a0;
        TVector a2 = a0;
        TVector a3 = a0;
        TVector a4 = a0;
        TVector a5 = a0;
        TVector a6 = a0;
        TVector a7 = a0;
        TVector a8 = a0;
        TVector a9 = a0;
        TVector a10 = a0;
        TVector a11 = a0;
        for (nint i = 0; i < Steps; i++)
        {
            a0 = TPolicy.MultiplyAdd(a0, half, half);
            a1 = TPolicy.MultiplyAdd(a1, half, half);
            a2 = TPolicy.MultiplyAdd(a2, half, half);
            a3 = TPolicy.MultiplyAdd(a3, half, half);
            a4 = TPolicy.MultiplyAdd(a4, half, half);
            a5 = TPolicy.MultiplyAdd(a5, half, half);
            a6 = TPolicy.MultiplyAdd(a6, half, half);
            a7 = TPolicy.MultiplyAdd(a7, half, half);
            a8 = TPolicy.MultiplyAdd(a8, half, half);
            a9 = TPolicy.MultiplyAdd(a9, half, half);
            a10 = TPolicy.MultiplyAdd(a10, half, half);
            a11 = TPolicy.MultiplyAdd(a11, half, half);
        }

        TVector first = TPolicy.Add(TPolicy.Add(TPolicy.Add(a0, a1), TPolicy.Add(a2, a3)), TPolicy.Add(a4, a5));
        TVector second = TPolicy.Add(TPolicy.Add(TPolicy.Add(a6, a7), TPolicy.Add(a8, a9)), TPolicy.Add(a10, a11));
        ((float*)state)[part] = TPolicy.Sum(TPolicy.Add(first, second));
    }
}
