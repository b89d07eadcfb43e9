using System.Runtime.ExceptionServices;

namespace Hone.Learn;

/// <summary>Runs numbered parts on the threads that a caller allows. Parts never depend on the number of threads, so results do not either.</summary>
internal sealed class TreeWork
{
    private readonly ParallelOptions _options;

    public TreeWork(TreeFitOptions? options)
    {
        options ??= new();
        int threads = options.Threads ?? EngineOptions.ThreadCount;
        if (threads < 1)
        {
            throw new HoneException("At least one thread.", $"{threads}", "TreeFitOptions.Threads", "leave it null for all processors");
        }

        CancellationToken = options.CancellationToken;
        _options = new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = CancellationToken };
    }

    public CancellationToken CancellationToken { get; }

    public int Threads => _options.MaxDegreeOfParallelism;

    /// <summary>Runs each of 0..count-1 once.</summary>
    /// <exception cref="OperationCanceledException">The caller asked to stop.</exception>
    public void For(int count, Action<int> body)
    {
        if (count <= 1 || Threads == 1)
        {
            for (int i = 0; i < count; i++)
            {
                CancellationToken.ThrowIfCancellationRequested();
                body(i);
            }

            return;
        }

        Share(count, static () => 0, (i, _) => body(i));
    }

    /// <summary>Runs each of 0..count-1 once, with a state that belongs to one thread at a time.</summary>
    /// <exception cref="OperationCanceledException">The caller asked to stop.</exception>
    public void For<TState>(int count, Func<TState> create, Action<int, TState> body)
    {
        if (count <= 1 || Threads == 1)
        {
            TState state = create();
            for (int i = 0; i < count; i++)
            {
                CancellationToken.ThrowIfCancellationRequested();
                body(i, state);
            }

            return;
        }

        Share(count, create, body);
    }

    /// <summary>Each thread takes the next part that nobody has: parts are few and long, and the last ones should not wait in a queue behind a long one.</summary>
    private void Share<TState>(int count, Func<TState> create, Action<int, TState> body)
    {
        int next = 0;
        void Thread(int number)
        {
            TState state = create();
            while (true)
            {
                CancellationToken.ThrowIfCancellationRequested();
                int part = Interlocked.Increment(ref next) - 1;
                if (part >= count)
                {
                    return;
                }

                try
                {
                    body(part, state);
                }
                catch
                {
                    // The others begin nothing more.
                    Interlocked.Exchange(ref next, count);
                    throw;
                }
            }
        }

        try
        {
            Parallel.For(0, Math.Min(count, Threads), _options, Thread);
        }
        catch (AggregateException error)
        {
            // An error of a part reaches the caller as it was thrown, as it does on one thread.
            ExceptionDispatchInfo.Throw(error.InnerExceptions[0]);
        }
    }
}
