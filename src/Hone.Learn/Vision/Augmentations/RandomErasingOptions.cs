namespace Hone.Learn;

/// <summary>fastai's numbers for <see cref="RandomErasing"/>.</summary>
public sealed record RandomErasingOptions
{
    /// <summary>Fraction of the images that are changed.</summary>
    public float Probability { get; init; } = 0.5f;

    /// <summary>Smallest fraction of the image that a rectangle covers; fastai's <c>sl</c>.</summary>
    public float MinArea { get; init; }

    /// <summary>Largest fraction of the image that a rectangle covers; fastai's <c>sh</c>.</summary>
    public float MaxArea { get; init; } = 0.3f;

    /// <summary>Smallest ratio of the sides of a rectangle, above 0 and at most 1.</summary>
    public float MinAspect { get; init; } = 0.3f;

    /// <summary>Most rectangles in an image, at least 1.</summary>
    public int MaxCount { get; init; } = 1;
}
