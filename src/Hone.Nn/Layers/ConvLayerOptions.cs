namespace Hone.Nn;

/// <summary>Options of <see cref="ConvLayer"/>; the defaults are fastai's.</summary>
public sealed record ConvLayerOptions
{
    /// <summary>Height and width of the kernel; 3.</summary>
    public Size2d KernelSize { get; init; } = 3;

    /// <summary>Pixels from one output to the next; 1.</summary>
    public Size2d Stride { get; init; } = 1;

    /// <summary>Pixels of zeros around the input; null stands for (kernel - 1) / 2, which keeps the size at stride 1.</summary>
    public Size2d? Padding { get; init; }

    /// <summary>Groups of channels; 1.</summary>
    public int Groups { get; init; } = 1;

    /// <summary>Batch normalization unless told.</summary>
    public BlockNorm Norm { get; init; } = BlockNorm.Batch;

    /// <summary>Whether the convolution has a bias; null stands for: only without normalization.</summary>
    public bool? Bias { get; init; }

    /// <summary>ReLU unless told.</summary>
    public Activation Activation { get; init; } = Activation.ReLU;
}
