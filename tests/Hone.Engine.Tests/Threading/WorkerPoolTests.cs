using Hone.Engine.Tests.Kernels;
using Hone.Kernels;

namespace Hone.Engine.Tests.Threading;

[Collection(nameof(WorkerPool))]
[ChecksKernel(typeof(WorkerPool))]
public sealed unsafe class WorkerPoolTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void Every_part_runs_once_for_any_number_of_threads(int threads)
    {
        int before = WorkerPool.ThreadCount;
        WorkerPool.SetThreadCount(threads);
        try
        {
            int* counts = stackalloc int[40];
            for (int parts = 0; parts < 40; parts++)
            {
                new Span<int>(counts, 40).Clear();
                WorkerPool.Run(parts, &CountPart, counts);
                for (int i = 0; i < 40; i++)
                {
                    Assert.Equal(i < parts ? 1 : 0, counts[i]);
                }
            }
        }
        finally
        {
            WorkerPool.SetThreadCount(before);
        }
    }

    [Fact]
    public void A_nested_job_runs_inline_and_completely()
    {
        int* total = stackalloc int[1];
        *total = 0;
        WorkerPool.Run(8, &RunNested, total);
        Assert.Equal(8 * 5, *total);
    }

    [Fact]
    public void Jobs_from_several_threads_do_not_mix()
    {
        var failures = new List<string>();
        var threads = new Thread[4];
        for (int t = 0; t < threads.Length; t++)
        {
            threads[t] = new Thread(() =>
            {
                int* counts = stackalloc int[7];
                for (int repeat = 0; repeat < 2000; repeat++)
                {
                    new Span<int>(counts, 7).Clear();
                    WorkerPool.Run(7, &CountPart, counts);
                    for (int i = 0; i < 7; i++)
                    {
                        if (counts[i] != 1)
                        {
                            lock (failures)
                            {
                                failures.Add($"part {i} ran {counts[i]} times");
                            }
                        }
                    }
                }
            });
            threads[t].Start();
        }

        foreach (Thread thread in threads)
        {
            thread.Join();
        }

        Assert.Empty(failures);
    }

    private static void CountPart(void* state, int part) => Interlocked.Increment(ref ((int*)state)[part]);

    private static void RunNested(void* state, int part) => WorkerPool.Run(5, &AddOne, state);

    private static void AddOne(void* state, int part) => Interlocked.Increment(ref *(int*)state);
}
