using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Hone.Bench.Harness;

/// <summary>Repeats a run for a while and takes the median: the same method as the peer's <c>timing.py</c>.</summary>
internal static class TimedLoop
{
    /// <summary>The median over about <paramref name="seconds"/> seconds and at least <paramref name="least"/> runs.</summary>
    public static Timing Measure(Action run, double seconds, int least)
    {
        GC.Collect();
        var times = new List<double>(4096);
        long start = Stopwatch.GetTimestamp();
        while (times.Count < least || Stopwatch.GetElapsedTime(start).TotalSeconds < seconds)
        {
            long before = Stopwatch.GetTimestamp();
            run();
            times.Add(Stopwatch.GetElapsedTime(before).TotalSeconds);
        }

        return new(Median.Of(CollectionsMarshal.AsSpan(times)), times.Count);
    }

    /// <summary>
    /// Runs until the code is compiled at its last tier: the JIT recompiles a method after 30 calls and a quiet tenth of a
    /// second, so a warm-up by time alone or by calls alone can end too early.
    /// </summary>
    public static void WarmUp(Action run, double seconds)
    {
        const int Calls = 35;
        const double LongestSeconds = 4;
        long start = Stopwatch.GetTimestamp();
        int calls = 0;
        double elapsed;
        do
        {
            run();
            calls++;
            elapsed = Stopwatch.GetElapsedTime(start).TotalSeconds;
        }
        while (elapsed < seconds || (calls < Calls && elapsed < LongestSeconds));
        Thread.Sleep(150);
        run();
    }
}
