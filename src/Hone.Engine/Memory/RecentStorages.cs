namespace Hone.Memory;

/// <summary>
/// Keeps the blocks whose address a thread has taken last reachable. A kernel works on addresses, which the garbage collector does
/// not see: without this, a temporary tensor outside a step could be collected while a kernel reads it.
/// </summary>
internal static class RecentStorages
{
    /// <summary>Far more than one operation takes; a power of two.</summary>
    private const int Count = 32;

    [ThreadStatic]
    private static Storage[]? t_recent;

    [ThreadStatic]
    private static int t_next;

    public static void Keep(Storage storage)
    {
        Storage[] recent = t_recent ??= new Storage[Count];
        recent[t_next] = storage;
        t_next = (t_next + 1) & (Count - 1);
    }
}
