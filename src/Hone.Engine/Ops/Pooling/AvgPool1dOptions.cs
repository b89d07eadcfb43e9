namespace Hone;

/// <summary>How a 1-d average pooling moves; PyTorch's arguments of the same names.</summary>
public sealed record AvgPool1dOptions
{
    /// <summary>Steps from one window to the next; the kernel's size unless set.</summary>
    public int? Stride { get; init; }

    /// <summary>Zeros at both ends of the input, at most half the kernel; 0 unless set.</summary>
    public int Padding { get; init; }

    /// <summary>Whether a last window that reaches over the end counts: the size is rounded up; false unless set.</summary>
    public bool CeilMode { get; init; }

    /// <summary>Whether zeros of the padding count in the average; true unless set, as in PyTorch.</summary>
    public bool CountIncludePad { get; init; } = true;
}
