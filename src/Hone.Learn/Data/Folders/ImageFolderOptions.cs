namespace Hone.Learn.Data;

/// <summary>How a folder of images is scanned.</summary>
public sealed record ImageFolderOptions
{
    /// <summary>What happens to files that cannot be decoded. Default fail: losing data is a decision of the user.</summary>
    public UnreadablePolicy Unreadable { get; init; } = UnreadablePolicy.Fail;

    /// <summary>Limits for decoding.</summary>
    public PngOptions Png { get; init; } = new();
}
