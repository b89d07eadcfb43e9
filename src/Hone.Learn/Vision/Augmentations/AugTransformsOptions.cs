namespace Hone.Learn;

/// <summary>fastai's numbers for <see cref="AugTransforms"/>.</summary>
public sealed record AugTransformsOptions
{
    /// <summary>Multiplies <see cref="MaxRotate"/>, <see cref="MaxLighting"/> and <see cref="MaxWarp"/>.</summary>
    public float Mult { get; init; } = 1;

    /// <summary>Whether half of the items are mirrored left to right.</summary>
    public bool DoFlip { get; init; } = true;

    /// <summary>Whether all eight symmetries of a square are drawn instead, for pictures without up and down.</summary>
    public bool FlipVert { get; init; }

    /// <summary>Largest rotation in degrees.</summary>
    public float MaxRotate { get; init; } = 10;

    /// <summary>Smallest magnification.</summary>
    public float MinZoom { get; init; } = 1;

    /// <summary>Largest magnification.</summary>
    public float MaxZoom { get; init; } = 1.1f;

    /// <summary>Strength of brightness and contrast.</summary>
    public float MaxLighting { get; init; } = 0.2f;

    /// <summary>Largest shift of a corner by a change of perspective, as a share of half the picture.</summary>
    public float MaxWarp { get; init; } = 0.2f;

    /// <summary>Probability of each rotation, zoom and warp.</summary>
    public float PAffine { get; init; } = 0.75f;

    /// <summary>Probability of each change of brightness and contrast.</summary>
    public float PLighting { get; init; } = 0.75f;

    /// <summary>Height and width of the result in pixels, <c>224</c> or <c>(160, 224)</c>; null keeps the size. For presizing: a <see cref="Resize"/> to about twice this before.</summary>
    public Size2d? Size { get; init; }

    /// <summary>What lies beyond the border.</summary>
    public PadMode Pad { get; init; } = PadMode.Reflection;

    /// <summary>What images get between pixels, bilinear as in fastai; masks take the nearest pixel in any case. See <see cref="SpatialAugmentOptions.Mode"/>.</summary>
    public GridSampleMode Mode { get; init; } = GridSampleMode.Bilinear;

    /// <summary>Whether -1 and 1 are the centers of the outer pixels instead of their outer edges, true as in fastai. See <see cref="SpatialAugmentOptions.AlignCorners"/>.</summary>
    public bool AlignCorners { get; init; } = true;

    /// <summary>
    /// Smallest fraction of the area that is shown; below 1 adds a random crop with the proportions of <see cref="Size"/>, a square without one. fastai crops squares for any size and
    /// stretches them.
    /// </summary>
    public double MinScale { get; init; } = 1;

    /// <summary>Whether all items of a batch get the same brightness and contrast; fastai's <c>batch</c> is this and <see cref="SameSpatialPerBatch"/>.</summary>
    public bool SameLightPerBatch { get; init; }

    /// <summary>Whether all items of a batch get the same flip, warp, rotation, zoom and crop; fastai's <c>batch</c> is this and <see cref="SameLightPerBatch"/>.</summary>
    public bool SameSpatialPerBatch { get; init; }
}
