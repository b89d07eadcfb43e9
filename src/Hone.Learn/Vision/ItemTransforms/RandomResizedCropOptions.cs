namespace Hone.Learn;

/// <summary>fastai's numbers for <see cref="RandomResizedCrop"/>.</summary>
public sealed record RandomResizedCropOptions
{
    /// <summary>Smallest fraction of the area that is cut out, above 0 and at most 1; 0.08 as in fastai and in Szegedy and others 2014.</summary>
    public double MinScale { get; init; } = 0.08;

    /// <summary>Largest fraction of the area that is cut out.</summary>
    public double MaxScale { get; init; } = 1;

    /// <summary>Smallest width / height of the rectangle.</summary>
    public double MinRatio { get; init; } = 3.0 / 4;

    /// <summary>Largest width / height of the rectangle.</summary>
    public double MaxRatio { get; init; } = 4.0 / 3;

    /// <summary>Margin of validation as a fraction of the size: the picture is resized to it and the center is cut out; fastai's <c>val_xtra</c>.</summary>
    public double ValidExtra { get; init; } = 0.14;
}
