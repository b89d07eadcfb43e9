namespace Hone.Learn.Data;

/// <summary>One image file of a scanned folder.</summary>
public sealed record FolderItem
{
    /// <summary>The path below the root, with '/' on every system: the identity of the item.</summary>
    public required string Id { get; init; }

    /// <summary>The path of the file.</summary>
    public required string Path { get; init; }

    /// <summary>The class, an index into the class names of the scan.</summary>
    public required int Label { get; init; }

    /// <summary>The part of the split that its folder declares.</summary>
    public required FolderPart Part { get; init; }

    /// <summary>Width in pixels; 0 when the file is unreadable.</summary>
    public int Width { get; init; }

    /// <summary>Height in pixels; 0 when the file is unreadable.</summary>
    public int Height { get; init; }

    /// <summary>Channels of the decoded image, 1 to 4; 0 when the file is unreadable.</summary>
    public int Channels { get; init; }

    /// <summary>The fingerprint of the pixels; null when the file is unreadable, or only its header was read.</summary>
    public PixelHash? Hash { get; init; }

    /// <summary>Why the file cannot be decoded; null when it can.</summary>
    public string? Problem { get; init; }
}
