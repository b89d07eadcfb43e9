namespace Hone;

/// <summary>How a transposed 1-d convolution moves over its output; PyTorch's arguments of the same names.</summary>
public sealed record ConvTranspose1dOptions
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
}
