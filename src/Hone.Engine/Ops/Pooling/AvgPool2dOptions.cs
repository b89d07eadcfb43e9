namespace Hone;

/// <summary>How an average pooling moves; PyTorch's arguments of the same names.</summary>
public sealed record AvgPool2dOptions
{
    /// <summary>Windows side by side without padding.</summary>
    internal static AvgPool2dOptions Plain { get; } = new();

    /// <summary>Pixels from one window to the next; the kernel's size unless set.</summary>
    public Size2d? Stride { get; init; }

    /// <summary>Pixels of zeros around the input, at most half the kernel; 0 unless set.</summary>
    public Size2d Padding { get; init; }

    /// <summary>Whether a last window that reaches over the border counts: the size is rounded up; false unless set.</summary>
    public bool CeilMode { get; init; }

    /// <summary>Whether zeros of the padding count in the average; true unless set, as in PyTorch.</summary>
    public bool CountIncludePad { get; init; } = true;
}
