namespace Hone.Method;

/// <summary>What is submitted.</summary>
public sealed record SubmissionRequest
{
    /// <summary>The bytes of the file.</summary>
    public required byte[] Content { get; init; }

    /// <summary>The run that it comes from; null for zeros and files from elsewhere.</summary>
    public StoredRun? Run { get; init; }

    /// <summary>A name for tables where there is no run.</summary>
    public string Name { get; init; } = "file";

    /// <summary>The local score where there is no run, such as the out-of-fold score of a recipe.</summary>
    public MetricSummary? Local { get; init; }

    /// <summary>The split of that local score.</summary>
    public string? SplitFingerprint { get; init; }
}
