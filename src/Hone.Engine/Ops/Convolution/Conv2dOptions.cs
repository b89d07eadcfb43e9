namespace Hone;

/// <summary>How a convolution moves over its input; PyTorch's arguments of the same names.</summary>
public sealed record Conv2dOptions
{
    /// <summary>Pixels from one output to the next; 1 unless set.</summary>
    public Size2d Stride { get; init; } = 1;

    /// <summary>Pixels of zeros around the input; 0 unless set.</summary>
    public Size2d Padding { get; init; }

    /// <summary>Pixels from one tap of the kernel to the next; 1 unless set.</summary>
    public Size2d Dilation { get; init; } = 1;

    /// <summary>Number of groups into which the channels fall; 1 unless set. Each group is convolved for itself.</summary>
    public int Groups { get; init; } = 1;
}
