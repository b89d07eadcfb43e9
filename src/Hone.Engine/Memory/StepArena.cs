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
    private Func<nint, Storage>? _blocks;

    /// <summary>The innermost open step of this thread.</summary>
    public static StepArena? Current => t_current;

    /// <summary>Opens a step on this thread.</summary>
    /// <param name="blocks">Makes the blocks of the step instead of the pool; tests give blocks between guard zones.</param>
    public static StepArena Open(Func<nint, Storage>? blocks = null)
    {
        // A closed arena is used again: a steady step allocates nothing.
        StepArena arena = t_spare ?? new StepArena();
        t_spare = null;
        arena._outer = t_current;
        arena._blocks = blocks;
        t_current = arena;
        return arena;
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
        t_spare = this;
    }
}
