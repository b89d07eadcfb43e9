using System.Globalization;

namespace Hone.Method;

/// <summary>
/// Looks at the free space of the disk before something long is written to it (M72): refuses below 1 GiB, and below twice of what is going to be written. Where the free space is not known, such as
/// on some network drives, it warns and goes on.
/// </summary>
public static class DiskGuard
{
    /// <summary>The id of the check.</summary>
    public const string Id = "env/disk";

    /// <summary>What must stay free: 1 GiB.</summary>
    public const long LeastFree = 1L << 30;

    /// <summary>How many times what is going to be written must be free: the temporary file of a checkpoint lies beside the old one.</summary>
    public const int SafetyFactor = 2;

    /// <summary>The free bytes of the disk of a folder for this user; null when the system does not say.</summary>
    /// <param name="folder">The folder; one that does not exist yet counts as its nearest parent.</param>
    public static long? FreeBytes(string folder)
    {
        string? existing = Path.GetFullPath(folder);
        while (existing is not null && !Directory.Exists(existing))
        {
            existing = Path.GetDirectoryName(existing);
        }

        try
        {
            return existing is null ? null : new DriveInfo(existing).AvailableFreeSpace;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            // A drive that does not answer: not known, which is not the same as full.
            return null;
        }
    }

    /// <summary>Judges free space.</summary>
    /// <param name="folder">Where it is, for the message.</param>
    /// <param name="free">Free bytes; null when they are not known.</param>
    /// <param name="projected">Bytes that are going to be written.</param>
    public static CheckResult Check(string folder, long? free, long projected = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(projected);
        long needed = Math.Max(LeastFree, SafetyFactor * projected);
        if (free is null)
        {
            return CheckResult.Of(Id, "", [Finding(Severity.Warn, $"the free space of {folder} is not known", "the system does not say", needed, "look at it yourself, or keep runs on a local disk")]);
        }

        return free >= needed
            ? CheckResult.Pass(Id, $"{Text(free.Value)} free at {folder}, {Text(needed)} wanted")
            : CheckResult.Of(Id, "", [Finding(
                Severity.Error,
                $"{Text(free.Value)} free at {folder}, {Text(needed)} wanted",
                projected > 0 ? $"{Text(projected)} are going to be written" : "less than 1 GiB",
                needed,
                "free some space (old checkpoints first), or keep the project on another disk")]);
    }

    /// <summary>Throws when there is too little room for what is going to be written; does nothing when the free space is not known.</summary>
    /// <param name="folder">Where it is going to be written.</param>
    /// <param name="projected">How many bytes.</param>
    /// <exception cref="StorageException">There is too little room; the exit code is 5.</exception>
    public static void Require(string folder, long projected)
    {
        CheckResult result = Check(folder, FreeBytes(folder), projected);
        if (result.IsError)
        {
            throw new StorageException(ExitCode.Refused, $"{result.Findings[0].Threshold} at {folder}", result.Findings[0].What, folder, result.Findings[0].HowToFix);
        }
    }

    private static Finding Finding(Severity severity, string what, string evidence, long needed, string howToFix) => new()
    {
        Id = Id,
        Severity = severity,
        What = what,
        Evidence = evidence,
        N = 1,
        Threshold = $"{Text(needed)} free",
        HowToFix = howToFix,
        Why = "a disk that is full in the middle of a training loses its checkpoint and its record",
    };

    private static string Text(long bytes) => bytes >= LeastFree / 10
        ? $"{(bytes / (double)LeastFree).ToString("0.0", CultureInfo.InvariantCulture)} GiB"
        : $"{(bytes / (double)(1 << 20)).ToString("0", CultureInfo.InvariantCulture)} MiB";
}
