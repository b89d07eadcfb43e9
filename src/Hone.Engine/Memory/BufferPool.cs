using System.Diagnostics.Metrics;
using System.Numerics;

namespace Hone.Memory;

/// <summary>
/// Blocks waiting to be used again, sorted into size classes (four to each power of two). A block allocated once serves
/// every later step: fresh large arrays cost page faults and full collections.
/// </summary>
internal static class BufferPool
{
    private const int SmallestClassBits = 8;
    private const int ClassCount = 4 * (32 - SmallestClassBits);

    private static readonly Meter Meter = new("Hone.Memory");
    private static readonly Stack<Storage>[] Free = CreateClasses();
    private static long s_rented;
    private static long s_returned;
    private static long s_allocated;
    private static long s_allocatedBytes;

    static BufferPool()
    {
        Meter.CreateObservableCounter("hone.pool.rented", () => Interlocked.Read(ref s_rented), description: "blocks handed out");
        Meter.CreateObservableCounter("hone.pool.returned", () => Interlocked.Read(ref s_returned), description: "blocks given back");
        Meter.CreateObservableCounter("hone.pool.allocated", () => Interlocked.Read(ref s_allocated), description: "blocks the pool had to allocate");
        Meter.CreateObservableGauge("hone.pool.bytes", () => Interlocked.Read(ref s_allocatedBytes), "By", "bytes allocated by the pool");
    }

    /// <summary>The counters of this moment.</summary>
    public static PoolStatistics Statistics => new(
        Interlocked.Read(ref s_rented),
        Interlocked.Read(ref s_returned),
        Interlocked.Read(ref s_allocated),
        Interlocked.Read(ref s_allocatedBytes));

    /// <summary>A block of at least <paramref name="bytes"/> bytes with undefined content.</summary>
    public static Storage Rent(nint bytes)
    {
        Storage.RequirePossible(bytes);
        int index = ClassOf(bytes, out nint capacity);
        Interlocked.Increment(ref s_rented);
        Stack<Storage> free = Free[index];
        lock (free)
        {
            if (free.TryPop(out Storage? storage))
            {
                return storage;
            }
        }

        var fresh = new Storage(capacity) { IsPooled = true };
        Interlocked.Increment(ref s_allocated);
        Interlocked.Add(ref s_allocatedBytes, capacity);
        return fresh;
    }

    /// <summary>
    /// Takes a block back; tensors that still point to it become stale. A block that the pool did not make goes to the garbage collector: it is
    /// smaller than its class promises.
    /// </summary>
    public static void Return(Storage storage)
    {
        storage.Retire();
        if (!storage.IsPooled)
        {
            return;
        }

        Interlocked.Increment(ref s_returned);
        Stack<Storage> free = Free[ClassOf(storage.Capacity, out _)];
        lock (free)
        {
            free.Push(storage);
        }
    }

    /// <summary>Counts a rented block that will never come back because somebody kept it.</summary>
    public static void Forget(Storage storage) => Interlocked.Add(ref s_allocatedBytes, -storage.Capacity);

    /// <summary>Gives all waiting blocks to the garbage collector.</summary>
    public static void Trim()
    {
        foreach (Stack<Storage> free in Free)
        {
            lock (free)
            {
                foreach (Storage storage in free)
                {
                    Interlocked.Add(ref s_allocatedBytes, -storage.Capacity);
                }

                free.Clear();
            }
        }
    }

    /// <summary>Class sizes are 1, 1.25, 1.5 and 1.75 times each power of two, so at most a fifth of a block is wasted.</summary>
    private static int ClassOf(nint bytes, out nint capacity)
    {
        nint size = Math.Max(bytes, (nint)1 << SmallestClassBits);
        int bits = BitOperations.Log2((nuint)size);
        nint power = (nint)1 << bits;
        nint quarter = power >> 2;
        int step = (int)((size - power + quarter - 1) / quarter);
        capacity = power + (step * quarter);
        return (4 * (bits - SmallestClassBits)) + step;
    }

    private static Stack<Storage>[] CreateClasses()
    {
        var classes = new Stack<Storage>[ClassCount + 4];
        for (int i = 0; i < classes.Length; i++)
        {
            classes[i] = new Stack<Storage>();
        }

        return classes;
    }
}
