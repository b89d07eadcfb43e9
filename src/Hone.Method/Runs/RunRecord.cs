namespace Hone.Method;

/// <summary>The content of <c>run.json</c>: everything that a table of runs needs, in one small file.</summary>
public sealed record RunRecord
{
    /// <summary>The version of the file format; 1.</summary>
    public const int CurrentFormat = 1;

    /// <summary>The version of the file format that the run was written with.</summary>
    public int Format { get; init; } = CurrentFormat;

    /// <summary>The id, <c>yyyyMMdd-HHmm-xxxx</c> in UTC with four random characters; sorts by time.</summary>
    public required string Id { get; init; }

    /// <summary>A short name for tables.</summary>
    public required string Name { get; init; }

    /// <summary>Where the run stood when the file was written; see <see cref="StoredRun.Status"/> for where it stands.</summary>
    public required RunStatus Status { get; init; }

    /// <summary>The machine and process that wrote it.</summary>
    public required ProcessIdentity Process { get; init; }

    /// <summary>When it started.</summary>
    public required DateTimeOffset Started { get; init; }

    /// <summary>When it ended; null while it runs or when its process died.</summary>
    public DateTimeOffset? Ended { get; init; }

    /// <summary>The command that started it.</summary>
    public string? Command { get; init; }

    /// <summary>The frozen split.</summary>
    public RunSplit? Split { get; init; }

    /// <summary>The hash of the data.</summary>
    public string? DataHash { get; init; }

    /// <summary>The share of the training items that was used, from 0 to 1.</summary>
    public double Subset { get; init; } = 1;

    /// <summary>The seed of everything random in the run.</summary>
    public ulong Seed { get; init; }

    /// <summary>The options of the run, flat, with dotted names.</summary>
    public IReadOnlyDictionary<string, string> Params { get; init; } = new Dictionary<string, string>();

    /// <summary>Words to find it by.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>The ids of the runs that it came from.</summary>
    public IReadOnlyList<string> Parents { get; init; } = [];

    /// <summary>SHA-256 of <c>hypothesis.json</c>; null when there is none.</summary>
    public string? HypothesisHash { get; init; }

    /// <summary>What became of the hypothesis; null while the run is under way and for runs without one.</summary>
    public RunVerdict? Verdict { get; init; }

    /// <summary>How far the run is from the last completed one.</summary>
    public RunChange? Change { get; init; }

    /// <summary>The commit of the project; null without git.</summary>
    public GitState? Git { get; init; }

    /// <summary>The last epoch that was finished, counted from 1; 0 before the first.</summary>
    public int Epoch { get; init; }

    /// <summary>The metrics by name, such as <c>valid/accuracy</c>.</summary>
    public IReadOnlyDictionary<string, MetricSummary> Summary { get; init; } = new Dictionary<string, MetricSummary>();

    /// <summary>Which items each statistic of the run was learned from; empty where that is not known.</summary>
    public IReadOnlyList<FittedStatistic> Fitted { get; init; } = [];

    /// <summary>The gain over the best baseline; see <see cref="Hone.Method.Gain"/>.</summary>
    public double? BaselineGain { get; init; }

    /// <summary>The largest working set, in bytes.</summary>
    public long? PeakMemoryBytes { get; init; }

    /// <summary>What the training spent its time on, as it stood at its last epoch; null for runs without steps, such as forests.</summary>
    public RunResources? Resources { get; init; }

    /// <summary>Why it failed or stopped, in one line.</summary>
    public string? Problem { get; init; }

    /// <summary>Remarks of its owner.</summary>
    public string? Notes { get; init; }

    /// <summary>The version of Hone.</summary>
    public required string LibraryVersion { get; init; }
}
