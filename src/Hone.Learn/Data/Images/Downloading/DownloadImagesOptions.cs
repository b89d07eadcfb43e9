namespace Hone.Learn.Data;

/// <summary>How <see cref="ImageFiles.Download"/> works; the defaults are fastai's where it has them.</summary>
public sealed record DownloadImagesOptions
{
    /// <summary>Different addresses that are looked at, the first ones of the list; 1000.</summary>
    public int MaxPictures { get; init; } = 1000;

    /// <summary>Downloads at the same time; 8.</summary>
    public int Workers { get; init; } = 8;

    /// <summary>How long a server may be silent, before its answer and within it; 4 seconds.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>How long one picture may take in all; 1 minute, so that a server that drips bytes holds nobody up.</summary>
    public TimeSpan LongestDownload { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>The most bytes of one picture; 32 MiB. With <see cref="Workers"/> it bounds the memory.</summary>
    public int MostBytes { get; init; } = 1 << 25;

    /// <summary>How pictures are decoded to see that they are some, and limits.</summary>
    public ImageFileOptions Image { get; init; } = new();

    /// <summary>Told after each address, from several threads.</summary>
    public IProgress<ScanProgress>? Progress { get; init; }
}
