namespace Hone.Method;

/// <summary>What a dataset holds.</summary>
public sealed record DataDescription
{
    /// <summary>Where the data came from.</summary>
    public required string Source { get; init; }

    /// <summary>The number of items.</summary>
    public required int Count { get; init; }

    /// <summary>Channels, height and width of an image.</summary>
    public required Shape ImageShape { get; init; }

    /// <summary>The classes by index.</summary>
    public required IReadOnlyList<string> ClassNames { get; init; }

    /// <summary>Items in each class.</summary>
    public required IReadOnlyList<int> ClassCounts { get; init; }

    /// <summary>Mean of all pixels, from 0 to 1.</summary>
    public required double PixelMean { get; init; }

    /// <summary>Standard deviation of all pixels, from 0 to 1.</summary>
    public required double PixelDeviation { get; init; }

    /// <summary>Groups of images that are equal pixel by pixel.</summary>
    public required int DuplicateGroups { get; init; }
}
