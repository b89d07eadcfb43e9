namespace Hone.Nn;

/// <summary>Options of <see cref="Conv2d"/>; PyTorch's arguments of the same names.</summary>
public sealed record Conv2dLayerOptions
{
    /// <summary>Pixels from one output to the next; 1 unless set.</summary>
    public Size2d Stride { get; init; } = 1;

    /// <summary>Pixels of zeros around the input; 0 unless set.</summary>
    public Size2d Padding { get; init; }

    /// <summary>
    /// Whether zeros keep the size of the input, PyTorch's <c>padding="same"</c>; false. Padding stays 0 and the stride 1 then; where the kernel asks for an odd number of zeros, the one more
    /// goes to the right and the bottom, as in PyTorch.
    /// </summary>
    public bool SamePadding { get; init; }

    /// <summary>Pixels from one tap of the kernel to the next; 1 unless set.</summary>
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
