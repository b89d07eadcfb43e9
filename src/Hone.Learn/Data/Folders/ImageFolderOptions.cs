namespace Hone.Learn.Data;

/// <summary>How a folder of images is scanned.</summary>
public sealed record ImageFolderOptions
{
    /// <summary>What happens to files that cannot be decoded. Default fail: losing data is a decision of the user.</summary>
    public UnreadablePolicy Unreadable { get; init; } = UnreadablePolicy.Fail;

    /// <summary>How much of each file is read. Default all of it, so that no damaged file turns up in the middle of a training.</summary>
    public ScanDepth Depth { get; init; } = ScanDepth.Pixels;

    /// <summary>Limits for decoding.</summary>
    public ImageFileOptions Image { get; init; } = new();

    /// <summary>Told about every file, in any order and from any thread; null for nobody.</summary>
    public IProgress<ScanProgress>? Progress { get; init; }
}
