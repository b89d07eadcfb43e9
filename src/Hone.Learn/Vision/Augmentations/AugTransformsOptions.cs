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

    /// <summary>Height and width of the result in pixels; null keeps the size. For presizing: a <see cref="Resize"/> to about twice this before.</summary>
    public int? Size { get; init; }

    /// <summary>What lies beyond the border.</summary>
    public PadMode Pad { get; init; } = PadMode.Reflection;

    /// <summary>Smallest fraction of the area that is shown; below 1 adds a random square crop.</summary>
    public double MinScale { get; init; } = 1;

    /// <summary>Whether all items of a batch get the same brightness and contrast; fastai's <c>batch</c>, which shares the other draws too.</summary>
    public bool SameLightPerBatch { get; init; }
}
