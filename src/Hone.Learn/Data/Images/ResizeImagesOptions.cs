namespace Hone.Learn.Data;

/// <summary>How <see cref="ImageFiles.Resize"/> works.</summary>
public sealed record ResizeImagesOptions
{
    /// <summary>What the new pixels are made of. Default bilinear with antialiasing, as in fastai.</summary>
    public ResizeFilter Filter { get; init; } = ResizeFilter.Bilinear;

    /// <summary>Quality of JPEG files, 1 to 100. Default 75, Pillow's.</summary>
    public int Quality { get; init; } = 75;

    /// <summary>How files are decoded, and limits.</summary>
    public ImageFileOptions Image { get; init; } = new();

    /// <summary>Told after each file, from several threads.</summary>
    public IProgress<ScanProgress>? Progress { get; init; }
}
