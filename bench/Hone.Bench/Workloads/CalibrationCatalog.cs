using Hone.Bench.Harness;
using Hone.Kernels;

namespace Hone.Bench.Workloads;

/// <summary>What the machine itself can do: multiply-adds by register width, memory traffic, and the price of waking the workers.</summary>
internal static class CalibrationCatalog
{
    /// <summary>The copy that memory-bound operations are measured against.</summary>
    public static Calibration Copy { get; } = Stream("stream-copy", "copying 64 MiB, read and write counted", StreamKind.Copy, 2);

    public static IEnumerable<Workload> All()
    {
        foreach (int bits in MultiplyAddPeak.Widths())
        {
            yield return new Calibration
            {
                Id = $"peak-{bits}",
                Family = "peak",
                Title = $"fused multiply-adds in {bits}-bit registers on all threads",
                Unit = Unit.Gigaflops,
                Work = (double)MultiplyAddPeak.FlopsPerPart(bits) * WorkerPool.ThreadCount,
                Prepare = () => () => MultiplyAddPeak.Run(bits),
            };
        }

        yield return Copy;
        yield return Stream("stream-add", "c = a + b over arrays of 64 MiB, three streams counted", StreamKind.Add, 3);
        yield return Stream("stream-read", "reading 64 MiB", StreamKind.Read, 1);
        yield return new Calibration
        {
            Id = "pool-dispatch",
            Family = "pool-dispatch",
            Title = "an empty job on all threads, dispatch to join, mean of 1000",
            Unit = Unit.Microseconds,
            Prepare = PoolDispatch.Prepare,
            RunsPerCall = PoolDispatch.Jobs,
        };
    }

    private static Calibration Stream(string id, string title, StreamKind kind, int streams) => new()
    {
        Id = id,
        Family = "stream",
        Title = title,
        Unit = Unit.GigabytesPerSecond,
        Work = (double)streams * MemoryStream64.Bytes,
        Prepare = () => new MemoryStream64(kind).Run,
    };
}
