namespace Hone.Nn;

/// <summary>Options of <see cref="ConvTranspose2d"/>; PyTorch's arguments of the same names.</summary>
public sealed record ConvTranspose2dLayerOptions
{
    /// <summary>Pixels of the output from one input pixel to the next; 1 unless set.</summary>
    public Size2d Stride { get; init; } = 1;

    /// <summary>Pixels that are cut off around the output; 0 unless set.</summary>
    public Size2d Padding { get; init; }

    /// <summary>Further pixels at the bottom and on the right, fewer than the stride; 0 unless set.</summary>
    public Size2d OutputPadding { get; init; }

    /// <summary>Pixels of the output from one tap of the kernel to the next; 1 unless set.</summary>
    public Size2d Dilation { get; init; } = 1;

    /// <summary>Number of groups into which the channels fall; 1 unless set.</summary>
    public int Groups { get; init; } = 1;

    /// <summary>Whether a bias is added; true, but pointless before a normalization.</summary>
    public bool Bias { get; init; } = true;

    /// <summary>First weights; null stands for PyTorch's rule, uniform in plus or minus 1 / sqrt(fan in).</summary>
    public Initializer? WeightInitializer { get; init; }

    /// <summary>First bias; null stands for PyTorch's rule, uniform in plus or minus 1 / sqrt(fan in).</summary>
    public Initializer? BiasInitializer { get; init; }
}
