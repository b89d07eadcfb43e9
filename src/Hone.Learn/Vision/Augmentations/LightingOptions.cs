namespace Hone.Learn;

/// <summary>fastai's numbers for <see cref="Lighting"/>.</summary>
public sealed record LightingOptions
{
    /// <summary>Strength of brightness and contrast, 0 to below 1; 0.2 as in fastai, 0 for none.</summary>
    public float MaxLighting { get; init; } = 0.2f;

    /// <summary>Strength of saturation, 0 to below 1; fastai's <c>Saturation</c> has 0.2. Default 0, none: it is not among the usual transforms.</summary>
    public float MaxSaturation { get; init; }

    /// <summary>Strength of the shift of hues, 0 to below 1, about the fraction of the color circle; fastai's <c>Hue</c> has 0.1. Default 0, none.</summary>
    public float MaxHue { get; init; }

    /// <summary>Probability of each of them; 0.75 as in fastai.</summary>
    public float Probability { get; init; } = 0.75f;

    /// <summary>Whether all items of a batch get the same draw, fastai's <c>batch</c>: that of its first item. Default false.</summary>
    public bool SamePerBatch { get; init; }
}
