namespace Hone.Kernels;

/// <summary>
/// The engine's own threads: persistent workers that spin briefly, then park. The caller is worker 0 and always does its
/// share, so a busy machine never makes a small job wait for a thread that has not been scheduled: whatever a worker has
/// not begun when the caller is done is revoked and run by the caller.
/// </summary>
/// <remarks>
/// A job is split into parts that are numbered 0..parts-1; the split never depends on the number of threads, so a reduction
/// over parts gives the same bits on any machine. Each thread begins with a stretch of neighbouring parts of its own, the same one in
/// every job of as many parts, so that it finds in its cache what the job before left there; then it helps the others. Parts are handed
/// out by one atomic counter for each stretch. A nested call runs inline.
/// </remarks>
internal static unsafe class WorkerPool
{
    private const int SpinLimit = 4000;

    private static readonly Lock Gate = new();
    private static Worker[] s_workers = [];
    private static int s_threadCount = Environment.ProcessorCount;

    [ThreadStatic]
    private static bool t_inside;

    // The current job. Written by the caller before the workers' generation moves, read by workers after it.
    private static delegate*<void*, int, void> s_body;
    private static void* s_state;
    private static int s_parts;
    private static bool s_backwards;
    private static PaddedCounter[] s_next = [];

    /// <summary>Number of threads that work on a job, the caller included.</summary>
    public static int ThreadCount => s_threadCount;

    /// <summary>Sets the number of threads, the caller included; running jobs finish first.</summary>
    public static void SetThreadCount(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        lock (Gate)
        {
            foreach (Worker worker in s_workers)
            {
                worker.Stop();
            }

            s_workers = [];
            s_threadCount = count;
        }
    }

    /// <summary>
    /// Runs <paramref name="body"/>(state, part) once for each part in 0..parts-1, on all threads, and returns when all are done.
    /// </summary>
    /// <param name="parts">Number of parts; more parts than threads balance the load.</param>
    /// <param name="body">A static method; it must not throw and must not keep the pointer.</param>
    /// <param name="state">Points to a struct on the caller's stack.</param>
    /// <param name="backwards">
    /// Whether threads take their parts from the last to the first: a pass over memory that the pass before has walked forwards then meets
    /// the newest part of it first, which the cache still holds.
    /// </param>
    public static void Run(int parts, delegate*<void*, int, void> body, void* state, bool backwards = false)
    {
        // A job of one part, a nested job, and a job that meets another caller's job all run inline: same parts, same results.
        if (parts <= 1 || s_threadCount == 1 || t_inside || !Gate.TryEnter())
        {
            for (int i = 0; i < parts; i++)
            {
                body(state, backwards ? parts - 1 - i : i);
            }

            return;
        }

        try
        {
            if (s_workers.Length != s_threadCount - 1)
            {
                StartWorkers();
            }

            t_inside = true;
            s_body = body;
            s_state = state;
            s_parts = parts;
            s_backwards = backwards;
            for (int thread = 0; thread < s_next.Length; thread++)
            {
                Volatile.Write(ref s_next[thread].Value, FirstPart(thread));
            }

            Worker[] workers = s_workers;
            int helpers = Math.Min(workers.Length, parts - 1);
            for (int i = 0; i < helpers; i++)
            {
                workers[i].Offer();
            }

            Drain(0);

            for (int i = 0; i < helpers; i++)
            {
                workers[i].RevokeOrWait();
            }
        }
        finally
        {
            t_inside = false;
            Gate.Exit();
        }
    }

    /// <summary>Runs what is left of a thread's own stretch, then of the others'.</summary>
    private static void Drain(int thread)
    {
        delegate*<void*, int, void> body = s_body;
        void* state = s_state;
        bool backwards = s_backwards;
        PaddedCounter[] next = s_next;
        for (int i = 0; i < next.Length; i++)
        {
            int stretch = (thread + i) % next.Length;
            int first = FirstPart(stretch);
            int end = FirstPart(stretch + 1);
            ref int counter = ref next[stretch].Value;

            // Looked at before it is counted up, so that threads which find nothing left do not take the line from each other.
            while (Volatile.Read(ref counter) < end)
            {
                int part = Interlocked.Increment(ref counter) - 1;
                if (part >= end)
                {
                    break;
                }

                body(state, backwards ? first + end - 1 - part : part);
            }
        }
    }

    /// <summary>The part with which a thread's stretch begins.</summary>
    private static int FirstPart(int thread) => (int)((long)s_parts * thread / s_next.Length);

    private static void StartWorkers()
    {
        var workers = new Worker[s_threadCount - 1];
        for (int i = 0; i < workers.Length; i++)
        {
            workers[i] = new Worker(i + 1);
        }

        s_next = new PaddedCounter[s_threadCount];
        s_workers = workers;
    }

    /// <summary>A counter alone on its cache line, so that threads that claim parts do not slow down readers of its neighbours.</summary>
    [System.Runtime.InteropServices.StructLayout(System.Runtime.InteropServices.LayoutKind.Explicit, Size = 192)]
    private struct PaddedCounter
    {
        [System.Runtime.InteropServices.FieldOffset(64)]
        public int Value;
    }

    /// <summary>One thread and the ticket by which it claims a job before the caller revokes it.</summary>
    private sealed class Worker
    {
        private const int Idle = 0;
        private const int Offered = 1;
        private const int Running = 2;
        private const int Stopping = 3;

        private readonly SemaphoreSlim _wake = new(0);
        private readonly int _number;
        private int _ticket;
        private int _parked;

        public Worker(int number)
        {
            _number = number;
            var thread = new Thread(Loop, maxStackSize: 1 << 20)
            {
                IsBackground = true,
                Name = $"Hone worker {number}",
            };
            thread.Start();
        }

        public void Offer()
        {
            // A full fence stands between the offer and the look at the parked flag (and its mirror image in Loop),
            // or both sides could miss each other's write.
            Interlocked.Exchange(ref _ticket, Offered);
            WakeIfParked();
        }

        public void Stop()
        {
            Interlocked.Exchange(ref _ticket, Stopping);
            WakeIfParked();
        }

        /// <summary>Takes the job back if the worker has not begun it, otherwise waits until it has finished.</summary>
        public void RevokeOrWait()
        {
            if (Interlocked.CompareExchange(ref _ticket, Idle, Offered) == Offered)
            {
                return;
            }

            var spinner = default(SpinWait);
            int spins = 0;
            while (Volatile.Read(ref _ticket) == Running)
            {
                if (spins++ < 20000)
                {
                    Thread.SpinWait(1);
                }
                else
                {
                    spinner.SpinOnce(sleep1Threshold: -1);
                }
            }
        }

        private void WakeIfParked()
        {
            if (Volatile.Read(ref _parked) == 1 && Interlocked.Exchange(ref _parked, 0) == 1)
            {
                _wake.Release();
            }
        }

        private void Loop()
        {
            t_inside = true;
            while (true)
            {
                int spins = 0;
                while (Volatile.Read(ref _ticket) == Idle)
                {
                    if (spins++ < SpinLimit)
                    {
                        Thread.SpinWait(1);
                        continue;
                    }

                    Interlocked.Exchange(ref _parked, 1);
                    if (Volatile.Read(ref _ticket) == Idle || Interlocked.Exchange(ref _parked, 0) == 0)
                    {
                        _wake.Wait();
                    }

                    spins = 0;
                }

                if (Volatile.Read(ref _ticket) == Stopping)
                {
                    return;
                }

                if (Interlocked.CompareExchange(ref _ticket, Running, Offered) == Offered)
                {
                    Drain(_number);
                    Interlocked.CompareExchange(ref _ticket, Idle, Running);
                }
            }
        }
    }
}
