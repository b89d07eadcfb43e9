using System.Runtime.ExceptionServices;

namespace Hone.Learn;

/// <summary>
/// Threads that stay awake while trees grow: a node is told to them and done within microseconds, which a thread pool needs alone to begin. They spin briefly between
/// two jobs and sleep in longer pauses. What a late thread has not begun, the caller does itself.
/// </summary>
internal sealed class TreeTeam : IDisposable
{
    private const int SpinsBeforeSleep = 400;
    private const int PausesPerSpin = 8;

    // Of the state: whether parts may be begun, and how many helpers are at work.
    private const int Open = 1;
    private const int OneInside = 2;

    private readonly Helper[] _helpers;
    private readonly CancellationToken _cancellationToken;
    private Action<int> _body = static _ => { };
    private int _parts;
    private int _next;
    private int _state;
    private int _job;
    private Exception? _error;
    private bool _isOver;

    public TreeTeam(TreeWork work)
    {
        Threads = work.Threads;
        _cancellationToken = work.CancellationToken;
        _helpers = new Helper[Threads - 1];
        for (int i = 0; i < _helpers.Length; i++)
        {
            _helpers[i] = new Helper(this);
        }
    }

    /// <summary>Threads that work at once, the caller included.</summary>
    public int Threads { get; }

    /// <summary>Runs each of 0..parts-1 once.</summary>
    /// <exception cref="OperationCanceledException">The caller asked to stop.</exception>
    public void For(int parts, Action<int> body)
    {
        _cancellationToken.ThrowIfCancellationRequested();
        if (parts <= 1 || _helpers.Length == 0)
        {
            for (int part = 0; part < parts; part++)
            {
                body(part);
            }

            return;
        }

        _body = body;
        _parts = parts;
        _next = 0;
        _error = null;
        Volatile.Write(ref _state, Open);
        Tell(Math.Min(_helpers.Length, parts - 1));
        Drain();

        // Nobody begins any more; who has begun is waited for.
        Interlocked.And(ref _state, ~Open);
        var wait = new SpinWait();
        while (Volatile.Read(ref _state) != 0)
        {
            wait.SpinOnce(sleep1Threshold: -1);
        }

        if (_error is not null)
        {
            ExceptionDispatchInfo.Throw(_error);
        }
    }

    public void Dispose()
    {
        _isOver = true;
        Tell(_helpers.Length);
    }

    private void Tell(int helpers)
    {
        Interlocked.Increment(ref _job);
        for (int i = 0; i < helpers; i++)
        {
            _helpers[i].Wake();
        }
    }

    private void Drain()
    {
        while (true)
        {
            int part = Interlocked.Increment(ref _next) - 1;
            if (part >= _parts)
            {
                return;
            }

            try
            {
                _body(part);
            }
            catch (Exception error)
            {
                // The caller throws it; the other parts are not begun.
                Interlocked.CompareExchange(ref _error, error, null);
                Volatile.Write(ref _next, _parts);
            }
        }
    }

    private bool TryEnter()
    {
        int state = Volatile.Read(ref _state);
        while ((state & Open) != 0)
        {
            int before = Interlocked.CompareExchange(ref _state, state + OneInside, state);
            if (before == state)
            {
                return true;
            }

            state = before;
        }

        return false;
    }

    private sealed class Helper
    {
        private readonly TreeTeam _team;
        private readonly SemaphoreSlim _wake = new(0);
        private int _isAsleep;

        public Helper(TreeTeam team)
        {
            _team = team;
            new Thread(Work) { IsBackground = true, Name = "Hone trees" }.Start();
        }

        public void Wake()
        {
            if (Interlocked.Exchange(ref _isAsleep, 0) == 1)
            {
                _wake.Release();
            }
        }

        private void Work()
        {
            int seen = 0;
            while (true)
            {
                seen = WaitForJob(seen);
                if (_team._isOver)
                {
                    return;
                }

                if (_team.TryEnter())
                {
                    _team.Drain();
                    Interlocked.Add(ref _team._state, -OneInside);
                }
            }
        }

        private int WaitForJob(int seen)
        {
            for (int spin = 0; spin < SpinsBeforeSleep; spin++)
            {
                int job = Volatile.Read(ref _team._job);
                if (job != seen)
                {
                    return job;
                }

                Thread.SpinWait(PausesPerSpin);
            }

            Interlocked.Exchange(ref _isAsleep, 1);
            if (Volatile.Read(ref _team._job) == seen || Interlocked.Exchange(ref _isAsleep, 0) == 0)
            {
                // A job that came in between has released the semaphore, or will.
                _wake.Wait();
            }

            return Volatile.Read(ref _team._job);
        }
    }
}
