using System.Globalization;

namespace Hone.Method;

/// <summary>What the facts about a machine mean for a training.</summary>
internal static class MachineVerdicts
{
    // .NET, a small net, its moments and a batch of photos; below that the first epoch of a real dataset may not fit.
    private const long LeastMemory = 2L << 30;
    private const int NarrowVectors = 128;

    /// <summary>The guard that stands before every run, asked without one.</summary>
    public static CheckResult Disk(MachineFacts facts, string folder, long projectedBytes)
    {
        const string Id = "env/disk";
        const string Why = "a disk that is full in the middle of a training loses its checkpoint and its record";
        string threshold = $"{Gibibytes(Math.Max(DiskGuard.LeastFreeBytes, 2 * projectedBytes))} free";
        try
        {
            return DiskGuard.Check(folder, projectedBytes, _ => facts.FreeBytes) is { } unknown
                ? Found(Id, Severity.Warn, unknown, threshold, "look at it yourself, or keep runs on a local disk", Why)
                : CheckResult.Pass(Id, $"{Gibibytes(facts.FreeBytes!.Value)} free at {folder}; {threshold} would do");
        }
        catch (DiskGuardException refused)
        {
            return Found(Id, Severity.Error, $"{refused.Got} free at {folder}", threshold, refused.Try ?? "free some space", Why);
        }
    }

    public static CheckResult Threads(MachineFacts facts)
    {
        const string Id = "env/threads";
        string what = $"{facts.Threads} threads on {facts.Processors} processors";
        return facts.Threads switch
        {
            _ when facts.Threads > facts.Processors => Found(Id, Severity.Warn, what, "at most one for each processor", "lower HONE_THREADS, or unset it", "threads that take turns on a processor wait for each other in every operation"),
            _ when facts.Threads < facts.Processors => Found(Id, Severity.Info, what, "one for each processor", "unset HONE_THREADS to use them all", "the others are left to whatever else runs here"),
            _ => CheckResult.Pass(Id, $"{what}; {facts.System}"),
        };
    }

    public static CheckResult Vectors(MachineFacts facts)
    {
        const string Id = "env/vectors";
        return facts.VectorBits > NarrowVectors
            ? CheckResult.Pass(Id, $"vectors of {facts.VectorBits} bits")
            : Found(
                Id,
                Severity.Warn,
                facts.VectorBits == 0 ? "no vector instructions" : $"vectors of {facts.VectorBits} bits",
                "256 bits",
                "expect 2 to 8 times the times in the docs; in a virtual machine ask for the processor's own instructions",
                "the kernels live on wide vectors");
    }

    public static CheckResult Memory(MachineFacts facts)
    {
        const string Id = "env/memory";
        string size = $"{Gibibytes(facts.MemoryBytes)} of memory";
        return facts.MemoryBytes >= LeastMemory
            ? CheckResult.Pass(Id, size)
            : Found(Id, Severity.Warn, size, "2 GiB", "use small batches and --subset, or give the container more", "what does not fit is killed by the system without a word");
    }

    public static CheckResult Data(MachineFacts facts)
    {
        const string Id = "env/data";
        if (facts.DataFolder is null)
        {
            return CheckResult.NotChecked(Id, "no folder with datasets is named (HONE_DATA); datasets come from the cache, the system's packages or their homes");
        }

        return facts.DataFolderExists
            ? CheckResult.Pass(Id, $"datasets in {facts.DataFolder}")
            : Found(Id, Severity.Error, $"the folder with datasets does not exist: {facts.DataFolder}", "a folder that can be listed", "correct HONE_DATA, or unset it", "every command would look for data there first");
    }

    public static CheckResult Git(MachineFacts facts)
    {
        const string Id = "env/git";
        return facts.Commit is { } commit
            ? CheckResult.Pass(Id, $"commit {commit[..Math.Min(10, commit.Length)]}{(facts.IsDirty ? " with changes on top" : "")}")
            : Found(Id, Severity.Info, "no git, or no repository here", "a commit", "git init && git add -A && git commit -m start", "runs then record the commit they were made with; without git they keep a snapshot of the recipe");
    }

    private static string Gibibytes(long bytes) => (bytes / (double)(1L << 30)).ToString("0.0", CultureInfo.InvariantCulture) + " GiB";

    private static CheckResult Found(string id, Severity severity, string what, string threshold, string howToFix, string why) => CheckResult.Of(id, "", [new Finding
    {
        Id = id,
        Severity = severity,
        What = what,
        Evidence = "this machine",
        N = 1,
        Threshold = threshold,
        HowToFix = howToFix,
        Why = why,
    }]);
}
