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

    /// <summary>The innermost open step of this thread.</summary>
    public static StepArena? Current => t_current;

    public static StepArena Open()
    {
        // A closed arena is used again: a steady step allocates nothing.
        StepArena arena = t_spare ?? new StepArena();
        t_spare = null;
        arena._outer = t_current;
        t_current = arena;
        return arena;
    }

    public Storage Rent(nint bytes)
    {
        Storage storage = BufferPool.Rent(bytes);
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
