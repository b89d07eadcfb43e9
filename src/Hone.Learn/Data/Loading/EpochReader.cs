using System.Runtime.ExceptionServices;

namespace Hone.Learn;

/// <summary>The batches of one epoch, one after another. Made for <c>foreach</c>, which disposes it.</summary>
/// <remarks>A batch belongs to whoever takes it; those that nobody took go back to the pool with <see cref="Dispose"/>.</remarks>
public sealed class EpochReader : IDisposable
{
    private readonly DataLoader _loader;
    private readonly int _epoch;
    private readonly CancellationToken _cancellationToken;
    private readonly int[]? _order;
    private readonly BatchBuilder _builder;
    private readonly BatchRandom[] _randoms;
    private readonly int _count;
    private readonly OrderedQueue? _queue;
    private readonly Thread[] _threads;
    private int _claimed;
    private int _taken;

    internal EpochReader(DataLoader loader, int epoch, CancellationToken cancellationToken)
    {
        _loader = loader;
        _epoch = epoch;
        _cancellationToken = cancellationToken;
        _order = loader.Order(epoch);
        _builder = loader.Builder(epoch);
        _randoms = loader.Randoms(epoch);
        _count = loader.BatchCount;
        int workers = Math.Min(loader.Options.Workers, _count);
        _threads = new Thread[workers];
        if (workers > 0)
        {
            _queue = new OrderedQueue(Math.Max(workers, loader.Options.Prefetch));
            Start();
        }
    }

    /// <summary>The batch that <see cref="MoveNext"/> has taken.</summary>
    public Batch Current { get; private set; } = null!;

    /// <summary>Takes the next batch; waits for it if it is not ready.</summary>
    /// <returns>False at the end of the epoch.</returns>
    /// <exception cref="HoneDataException">An item could not be read; the message names it and the stage.</exception>
    /// <exception cref="OperationCanceledException">The reading was cancelled.</exception>
    public bool MoveNext()
    {
        _cancellationToken.ThrowIfCancellationRequested();
        if (_taken == _count)
        {
            return false;
        }

        Current = _queue is null ? _loader.Make(_taken, _epoch, _order, _builder, _randoms, _cancellationToken) : TakePrepared();
        _taken++;
        return true;
    }

    /// <summary>This reader.</summary>
    /// <returns>Itself: an epoch is read once.</returns>
    public EpochReader GetEnumerator() => this;

    /// <summary>Ends the threads and gives back the memory of batches that nobody took.</summary>
    public void Dispose()
    {
        _queue?.Close();
        foreach (Thread thread in _threads)
        {
            thread.Join();
        }
    }

    private Batch TakePrepared()
    {
        Batch batch = _queue!.Take(out Exception? error);
        if (error is not null)
        {
            _taken = _count;
            ExceptionDispatchInfo.Throw(error);
        }

        return batch;
    }

    private void Start()
    {
        for (int i = 0; i < _threads.Length; i++)
        {
            // Below the training threads, so that preparing batches never delays a step on a busy machine.
            _threads[i] = new Thread(Prepare, maxStackSize: 1 << 20)
            {
                IsBackground = true,
                Name = $"Hone loader {i}",
                Priority = ThreadPriority.BelowNormal,
            };
            _threads[i].Start();
        }
    }

    private void Prepare()
    {
        while (true)
        {
            int number = Interlocked.Increment(ref _claimed) - 1;
            if (number >= _count || !_queue!.WaitForRoom(number))
            {
                return;
            }

            Batch? batch = null;
            Exception? failure = null;
            try
            {
                batch = _loader.Make(number, _epoch, _order, _builder, _randoms, _cancellationToken);
            }
            catch (Exception error)
            {
                // The thread that trains throws it again, when the batch's turn comes.
                failure = error;
            }

            _queue.Put(number, batch, failure);
            if (failure is not null)
            {
                return;
            }
        }
    }
}
