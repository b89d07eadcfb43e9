namespace Hone.Nn;

/// <summary>Options of <see cref="ResBlock"/>; the defaults are fastai's.</summary>
public sealed record ResBlockOptions
{
    /// <summary>Pixels from one output to the next; 1 or 2.</summary>
    public int Stride { get; init; } = 1;

    /// <summary>Height and width of both kernels; 3.</summary>
    public int KernelSize { get; init; } = 3;

    /// <summary>Whether the second of two convolutions has the stride, as in course22p2's miniai, instead of the first.</summary>
    public bool StrideInSecond { get; init; }

    /// <summary>
    /// The normalization of the shortcut's 1x1 convolution: batch normalization as in fastai; none (a bias instead) in course22p2's miniai.
    /// </summary>
    public BlockNorm ShortcutNorm { get; init; } = BlockNorm.Batch;

    /// <summary>The normalization of the convolutions, whose last begins at scale 0: batch normalization; none gives them a bias instead.</summary>
    public BlockNorm Norm { get; init; } = BlockNorm.Batch;

    /// <summary>1 for two convolutions; else the 3x3 convolution has this many times fewer channels than the output, between two of 1x1. 4 in ResNet-50.</summary>
    public int Expansion { get; init; } = 1;

    /// <summary>Groups of the 3x3 convolution of a bottleneck; 1.</summary>
    public int Groups { get; init; } = 1;

    /// <summary>Divisor of <see cref="SqueezeExcite"/> at the end of the path; null for none, 16 is usual.</summary>
    public int? Reduction { get; init; }
}
