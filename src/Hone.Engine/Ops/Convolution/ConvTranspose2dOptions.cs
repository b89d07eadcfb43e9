namespace Hone;

/// <summary>How a transposed convolution moves over its output; PyTorch's arguments of the same names.</summary>
public sealed record ConvTranspose2dOptions
{
    /// <summary>Pixels of the output from one input pixel to the next; 1 unless set.</summary>
    public Size2d Stride { get; init; } = 1;

    /// <summary>Pixels that are cut off around the output; 0 unless set.</summary>
    public Size2d Padding { get; init; }

    /// <summary>Further pixels at the bottom and on the right, fewer than the stride; 0 unless set. A convolution with a stride rounds its size down; this undoes it.</summary>
    public Size2d OutputPadding { get; init; }

    /// <summary>Pixels of the output from one tap of the kernel to the next; 1 unless set.</summary>
    public Size2d Dilation { get; init; } = 1;

    /// <summary>Number of groups into which the channels fall; 1 unless set.</summary>
    public int Groups { get; init; } = 1;
}
