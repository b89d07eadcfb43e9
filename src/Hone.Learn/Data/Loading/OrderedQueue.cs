namespace Hone.Learn;

/// <summary>
/// A bounded channel that several threads fill in any order and one thread empties in order: result n waits until n-1 has been taken.
/// </summary>
internal sealed class OrderedQueue
{
    private readonly object _gate = new();
    private readonly Entry[] _ring;
    private int _next;
    private bool _closed;

    public OrderedQueue(int capacity) => _ring = new Entry[capacity];

    /// <summary>Waits until result <paramref name="number"/> has a place; false when the queue has been closed.</summary>
    public bool WaitForRoom(int number)
    {
        lock (_gate)
        {
            while (!_closed && number >= _next + _ring.Length)
            {
                Monitor.Wait(_gate);
            }

            return !_closed;
        }
    }

    /// <summary>Delivers a result: a batch or the error instead of it. After closing, the batch is released.</summary>
    public void Put(int number, Batch? batch, Exception? error)
    {
        lock (_gate)
        {
            if (_closed)
            {
                batch?.Release();
                return;
            }

            _ring[number % _ring.Length] = new Entry(batch, error);
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Takes the next result, waiting for it.</summary>
    public Batch Take(out Exception? error)
    {
        lock (_gate)
        {
            int place = _next % _ring.Length;
            while (!_ring[place].IsFilled)
            {
                Monitor.Wait(_gate);
            }

            Entry entry = _ring[place];
            _ring[place] = default;
            _next++;
            Monitor.PulseAll(_gate);
            error = entry.Error;
            return entry.Batch!;
        }
    }

    /// <summary>Lets the threads end and releases what nobody has taken.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _closed = true;
            foreach (Entry entry in _ring)
            {
                entry.Batch?.Release();
            }

            Array.Clear(_ring);
            Monitor.PulseAll(_gate);
        }
    }

    private readonly record struct Entry(Batch? Batch, Exception? Error)
    {
        public bool IsFilled => Batch is not null || Error is not null;
    }
}
