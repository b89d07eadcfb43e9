using System.Runtime.CompilerServices;

namespace Hone.Memory;

/// <summary>
/// One block of memory under one or more tensors: a pinned managed array, 64-byte aligned. Blocks of a step come from
/// <see cref="BufferPool"/> and go back to it; all others belong to the garbage collector.
/// </summary>
internal sealed unsafe class Storage
{
    private const int Alignment = 64;

    private static long s_now;

    private readonly byte[] _block;

    /// <param name="capacity">Usable bytes.</param>
    /// <param name="guard">Bytes that stay free before and after the usable ones, a multiple of 64: tests see there what a kernel must not touch.</param>
    /// <exception cref="HoneException">The block is longer than an array can be.</exception>
    public Storage(nint capacity, int guard = 0)
    {
        nint length = capacity + (2 * guard) + Alignment;
        RequirePossible(length);
        _block = GC.AllocateUninitializedArray<byte>((int)length, pinned: true);
        nint address = (nint)Unsafe.AsPointer(ref _block[0]);
        Pointer = (byte*)((address + Alignment - 1) & ~(nint)(Alignment - 1)) + guard;
        Capacity = capacity;
    }

    /// <summary>No memory: where retired tensors point.</summary>
    public static Storage None { get; } = new(0);

    /// <summary>Refuses a block that is longer than an array can be.</summary>
    public static void RequirePossible(nint bytes)
    {
        if (bytes > Array.MaxLength)
        {
            throw new HoneException(
                $"One block of memory has at most {Array.MaxLength} bytes.",
                $"{bytes} bytes",
                CallerName.Operation() ?? "allocating a tensor",
                "use a smaller batch or process the data in parts");
        }
    }

    /// <summary>Whether the block came from <see cref="BufferPool"/>: only such a block has the size of its class and may serve again.</summary>
    public bool IsPooled { get; init; }

    /// <summary>First byte, 64-byte aligned; the array is pinned, so it stays while this object is reachable.</summary>
    public byte* Pointer { get; }

    /// <summary>Usable bytes.</summary>
    public nint Capacity { get; }

    /// <summary>Grows each time the block returns to the pool; a tensor that remembers an older number is stale.</summary>
    public int Generation { get; private set; }

    /// <summary>The step that this block was rented for; null for a block that the garbage collector owns.</summary>
    public StepArena? Arena { get; set; }

    /// <summary>References from the tape: saved activations and gradients on their way. At zero the tape gives the block back.</summary>
    public int TapeUses { get; private set; }

    /// <summary>Whether the block must survive backward because somebody outside the tape reads it during the step.</summary>
    public bool Held { get; set; }

    /// <summary>The time that <see cref="LastWrite"/> is told in: how often values that may have been in use were written over, in all blocks together.</summary>
    public static long Now => Volatile.Read(ref s_now);

    /// <summary>When values of this block that may have been in use were last written over; what the tape saved earlier is then gone.</summary>
    public long LastWrite { get; private set; }

    /// <summary>Notes that values which may be in use are written over.</summary>
    public void MarkWritten() => LastWrite = Interlocked.Increment(ref s_now);

    /// <summary>Counts one more reference from the tape.</summary>
    public void AddTapeUse() => TapeUses++;

    /// <summary>Counts one reference less; the last one returns the block of a step to the pool.</summary>
    public void RemoveTapeUse()
    {
        TapeUses--;
        if (TapeUses == 0)
        {
            ReleaseIfUnused();
        }
    }

    /// <summary>Counts one reference less on behalf of a caller who goes on reading the block.</summary>
    public void EndBorrowing() => TapeUses--;

    /// <summary>Returns the block to the pool now if it belongs to a step and neither the tape nor a holder needs it.</summary>
    public void ReleaseIfUnused()
    {
        if (Arena is not null && TapeUses == 0 && !Held)
        {
            Arena = null;
            BufferPool.Return(this);
        }
    }

    /// <summary>Marks every tensor over this block as stale and forgets its uses.</summary>
    public void Retire()
    {
        Generation++;
        TapeUses = 0;
        Held = false;
        Arena = null;
    }
}
