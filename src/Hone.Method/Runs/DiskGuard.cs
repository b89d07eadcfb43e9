namespace Hone.Method;

/// <summary>Looks at the disk before a run (M72): a training that dies of a full disk dies late.</summary>
public static class DiskGuard
{
    /// <summary>Below this nothing is begun, however small it is: 1 GiB, because logs, swap and other programs want room too.</summary>
    public const long LeastFreeBytes = 1L << 30;

    /// <summary>Refuses when less than 1 GiB, or less than twice what will be written, is free.</summary>
    /// <param name="folder">Where will be written; it need not exist yet.</param>
    /// <param name="projectedBytes">How much will be written.</param>
    /// <returns>A warning when the free room cannot be told, as on some network drives; null when there is enough.</returns>
    /// <exception cref="DiskGuardException">There is too little room; the message has the numbers.</exception>
    public static string? Check(string folder, long projectedBytes) => Check(folder, projectedBytes, FreeBytes);

    internal static string? Check(string folder, long projectedBytes, Func<string, long?> freeBytes)
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentOutOfRangeException.ThrowIfNegative(projectedBytes);
        string full = Path.GetFullPath(folder);
        if (freeBytes(full) is not long free)
        {
            return $"how much room there is in {full} cannot be told; the run will write about {Text(projectedBytes)}";
        }

        long needed = Math.Max(LeastFreeBytes, 2 * projectedBytes);
        return free >= needed
            ? null
            : throw new DiskGuardException(
                ExitCode.Refused,
                $"{Text(needed)} free: 1 GiB, and twice the {Text(projectedBytes)} that the run will write",
                $"{Text(free)}",
                full,
                "free some space: checkpoints and artifacts of old runs are the folders runs/*/checkpoints and runs/*/artifacts");
    }

    /// <summary>The free bytes of the disk of a folder; null when the system does not say.</summary>
    internal static long? FreeBytes(string folder)
    {
        string? there = folder;
        while (there is not null && !Directory.Exists(there))
        {
            there = Path.GetDirectoryName(there);
        }

        try
        {
            return there is null ? null : new DriveInfo(there).AvailableFreeSpace;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }

    private static string Text(long bytes) => bytes >= 1L << 30
        ? FormattableString.Invariant($"{bytes / (double)(1L << 30):0.##} GiB")
        : FormattableString.Invariant($"{bytes / (double)(1L << 20):0.#} MiB");
}
