namespace Hone.Nn;

/// <summary>Options of <see cref="ConvTranspose1d"/>; PyTorch's arguments of the same names.</summary>
public sealed record ConvTranspose1dLayerOptions
{
    /// <summary>Steps of the output from one input to the next; 1 unless set.</summary>
    public int Stride { get; init; } = 1;

    /// <summary>Steps that are cut off at both ends of the output; 0 unless set.</summary>
    public int Padding { get; init; }

    /// <summary>Further steps at the end, fewer than the stride; 0 unless set.</summary>
    public int OutputPadding { get; init; }

    /// <summary>Steps of the output from one tap of the kernel to the next; 1 unless set.</summary>
    public int Dilation { get; init; } = 1;

    /// <summary>Number of groups into which the channels fall; 1 unless set.</summary>
    public int Groups { get; init; } = 1;

    /// <summary>Whether a bias is added; true, but pointless before a normalization.</summary>
    public bool Bias { get; init; } = true;

    /// <summary>First weights; null stands for PyTorch's rule, uniform in plus or minus 1 / sqrt(fan in).</summary>
    public Initializer? WeightInitializer { get; init; }

    /// <summary>First bias; null stands for PyTorch's rule, uniform in plus or minus 1 / sqrt(fan in).</summary>
    public Initializer? BiasInitializer { get; init; }
}
