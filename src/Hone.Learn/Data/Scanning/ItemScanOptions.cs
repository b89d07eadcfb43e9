using Hone.Learn.Data;

namespace Hone.Learn;

/// <summary>How all items are read once before the first epoch.</summary>
public sealed record ItemScanOptions
{
    /// <summary>What happens to items that cannot be read. Default fail: losing data is a decision of the user. They are counted and named in every case.</summary>
    public UnreadablePolicy Unreadable { get; init; } = UnreadablePolicy.Fail;

    /// <summary>Told about every item, in any order and from any thread; null for nobody.</summary>
    public IProgress<ScanProgress>? Progress { get; init; }

    /// <summary>Stops the reading with an <see cref="OperationCanceledException"/>.</summary>
    public CancellationToken CancellationToken { get; init; }
}
