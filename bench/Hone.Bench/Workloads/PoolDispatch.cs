using Hone.Kernels;

namespace Hone.Bench.Workloads;

/// <summary>Empty jobs, one part a thread: what parallelism costs before it saves anything.</summary>
internal static unsafe class PoolDispatch
{
    public const int Jobs = 1000;

    public static Action Prepare() => static () =>
    {
        for (int i = 0; i < Jobs; i++)
        {
            WorkerPool.Run(WorkerPool.ThreadCount, &Nothing, null);
        }
    };

    private static void Nothing(void* state, int part)
    {
    }
}
