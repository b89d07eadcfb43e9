namespace Hone;

/// <summary>How a 1-d convolution moves over its input; PyTorch's arguments of the same names.</summary>
public sealed record Conv1dOptions
{
    /// <summary>Steps from one output to the next; 1 unless set.</summary>
    public int Stride { get; init; } = 1;

    /// <summary>Zeros at both ends of the input; 0 unless set.</summary>
    public int Padding { get; init; }

    /// <summary>Steps from one tap of the kernel to the next; 1 unless set.</summary>
    public int Dilation { get; init; } = 1;

    /// <summary>Number of groups into which the channels fall; 1 unless set.</summary>
    public int Groups { get; init; } = 1;
}
