namespace Hone.Nn;

/// <summary>Options of <see cref="MaxPool2d"/>; PyTorch's arguments of the same names.</summary>
public sealed record MaxPool2dOptions
{
    /// <summary>Pixels from one window to the next; null stands for the window's size.</summary>
    public Size2d? Stride { get; init; }

    /// <summary>Pixels around the input that never win; 0 unless set.</summary>
    public Size2d Padding { get; init; }

    /// <summary>Whether a last window that reaches over the border counts; false unless set.</summary>
    public bool CeilMode { get; init; }

    /// <summary>Pixels from one pixel of the window to the next; null stands for 1, side by side.</summary>
    public Size2d? Dilation { get; init; }
}
