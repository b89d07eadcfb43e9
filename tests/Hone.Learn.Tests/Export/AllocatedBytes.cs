namespace Hone.Learn.Tests;

/// <summary>What calls take from the garbage collector.</summary>
internal static class AllocatedBytes
{
    private const int Calls = 50;

    // Another thread of the test process may take memory during a round, and threads that meet in a new way may let the pool grow: then the next round tells.
    private const int MostRounds = 40;

    // What three rounds take is what the calls take.
    private const int EnoughRounds = 3;

    /// <summary>The least that a round of 50 calls takes, on all threads of the process.</summary>
    /// <param name="call">The call, on the threads; they begin each round together.</param>
    /// <param name="threads">Threads that call.</param>
    public static long Least(Action call, int threads = 1)
    {
        int round = 0;
        int done = 0;
        long own = 0;
        Thread[] workers = [.. Enumerable.Range(0, threads).Select(_ => new Thread(() => Work(call, ref round, ref done, ref own)))];
        Array.ForEach(workers, worker => worker.Start());
        long least = long.MaxValue;
        int seen = 0;
        for (int i = 1; i <= MostRounds; i++)
        {
            Volatile.Write(ref own, 0);
            long before = GC.GetTotalAllocatedBytes(precise: true);
            Volatile.Write(ref round, i);
            Until(ref done, i * threads);

            // The callers' own bytes are exact; those of the process, which count the engine's threads too, may lack some when a thread has ended.
            long bytes = Math.Max(Volatile.Read(ref own), GC.GetTotalAllocatedBytes(precise: true) - before);
            seen = bytes < least ? 1 : bytes == least ? seen + 1 : seen;
            least = Math.Min(least, bytes);
            if (least == 0 || seen == EnoughRounds)
            {
                break;
            }
        }

        Volatile.Write(ref round, int.MaxValue);
        Array.ForEach(workers, worker => worker.Join());
        return least;
    }

    private static void Work(Action call, ref int round, ref int done, ref long own)
    {
        for (int i = 1; i <= MostRounds; i++)
        {
            Until(ref round, i);
            if (Volatile.Read(ref round) == int.MaxValue)
            {
                return;
            }

            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int k = 0; k < Calls; k++)
            {
                call();
            }

            Interlocked.Add(ref own, GC.GetAllocatedBytesForCurrentThread() - before);
            Interlocked.Increment(ref done);
        }
    }

    private static void Until(ref int counter, int value)
    {
        var spinner = default(SpinWait);
        while (Volatile.Read(ref counter) < value)
        {
            spinner.SpinOnce();
        }
    }
}
