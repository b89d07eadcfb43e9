namespace Hone;

/// <summary>Options of <see cref="TensorOperations.Interpolate"/>: exactly one of <see cref="Size"/> and <see cref="ScaleFactor"/>, and how pixels are computed.</summary>
public sealed record InterpolateOptions
{
    /// <summary>Height and width of the output, in pixels.</summary>
    public Size2d? Size { get; init; }

    /// <summary>Output size / input size, of both axes; the output's size is rounded down.</summary>
    public double? ScaleFactor { get; init; }

    /// <summary>Nearest unless set, as in PyTorch.</summary>
    public InterpolateMode Mode { get; init; }

    /// <summary>
    /// Whether the centers of the corner pixels of input and output coincide, instead of their outer corners; false unless set, as in PyTorch. For bilinear and
    /// bicubic.
    /// </summary>
    public bool AlignCorners { get; init; }

    /// <summary>Whether a smaller output averages over all input pixels that it covers; false unless set, as in PyTorch. For bilinear and bicubic.</summary>
    public bool Antialias { get; init; }
}
