namespace Hone.Memory;

/// <summary>The blocks that one step has rented. The innermost arena of a thread serves all tensors that the thread creates.</summary>
internal sealed class StepArena
{
    [ThreadStatic]
    private static StepArena? t_current;

    [ThreadStatic]
    private static StepArena? t_spare;

    private readonly List<Storage> _rented = [];
    private StepArena? _outer;
    private int _isOpen;
    private Func<nint, Storage>? _blocks;

    public StepArena(HeaderPool? headers = null) => Headers = headers;

    /// <summary>The innermost open step of this thread.</summary>
    public static StepArena? Current => t_current;

    /// <summary>The tensors of earlier runs, where this is the arena of a <see cref="RepeatedStep"/>.</summary>
    public HeaderPool? Headers { get; }

    /// <summary>Opens a step on this thread.</summary>
    /// <param name="blocks">Makes the blocks of the step instead of the pool; tests give blocks between guard zones.</param>
    public static StepArena Open(Func<nint, Storage>? blocks = null)
    {
        // A closed arena is used again: a steady step allocates nothing.
        StepArena arena = t_spare ?? new StepArena();
        t_spare = null;
        arena._blocks = blocks;
        return arena.Enter();
    }

    /// <summary>Opens this arena once more.</summary>
    /// <exception cref="HoneException">It is open.</exception>
    public StepArena Reopen()
    {
        if (Interlocked.Exchange(ref _isOpen, 1) == 1)
        {
            throw new HoneException("A repeated step runs once at a time.", "a second run before the first has ended", nameof(RepeatedStep), "dispose the scope of the first run, or use one RepeatedStep for each thread");
        }

        return Enter();
    }

    /// <summary>The blocks that the open steps of this thread still hold.</summary>
    public static IEnumerable<Storage> LiveBlocks()
    {
        for (StepArena? arena = t_current; arena is not null; arena = arena._outer)
        {
            foreach (Storage storage in arena._rented)
            {
                if (ReferenceEquals(storage.Arena, arena))
                {
                    yield return storage;
                }
            }
        }
    }

    public Storage Rent(nint bytes)
    {
        Storage storage = _blocks is null ? BufferPool.Rent(bytes) : _blocks(bytes);
        Add(storage);
        return storage;
    }

    public void Add(Storage storage)
    {
        storage.Arena = this;
        _rented.Add(storage);
    }

    public void Close()
    {
        t_current = _outer;
        _outer = null;
        _blocks = null;
        foreach (Storage storage in _rented)
        {
            // A block that was returned early may meanwhile serve another arena, or this one a second time.
            if (ReferenceEquals(storage.Arena, this))
            {
                storage.Arena = null;
                BufferPool.Return(storage);
            }
        }

        _rented.Clear();
        if (Headers is null)
        {
            t_spare = this;
            return;
        }

        Headers.Rewind();
        Volatile.Write(ref _isOpen, 0);
    }

    private StepArena Enter()
    {
        _outer = t_current;
        t_current = this;
        return this;
    }
}
