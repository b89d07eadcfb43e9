using System.Text.Json.Serialization;

namespace Hone.Nn;

/// <summary>Options of <see cref="ResBlock"/>; the defaults are fastai's.</summary>
public sealed record ResBlockOptions
{
    /// <summary>Pixels from one output to the next; 1 or 2.</summary>
    public int Stride { get; init; } = 1;

    /// <summary>Height and width of both kernels; 3.</summary>
    public int KernelSize { get; init; } = 3;

    /// <summary>Whether the second of two convolutions has the stride, as in course22p2's miniai, instead of the first.</summary>
    public bool StrideInSecond { get; init; }

    /// <summary>
    /// The normalization of the shortcut's 1x1 convolution: batch normalization as in fastai; none (a bias instead) in course22p2's miniai.
    /// </summary>
    public BlockNorm ShortcutNorm { get; init; } = BlockNorm.Batch;

    /// <summary>The normalization of the convolutions, whose last begins at scale 0: batch normalization; none gives them a bias instead.</summary>
    public BlockNorm Norm { get; init; } = BlockNorm.Batch;

    /// <summary>
    /// Behind each convolution but the last, and behind the sum: ReLU; fastai's <c>act_cls</c>. Other activations run as an operation of their own. In files it stands in
    /// <see cref="ResBlockConfig"/>, because earlier files lack it.
    /// </summary>
    [JsonIgnore]
    public Activation Activation { get; init; } = Activation.ReLU;

    /// <summary>1 for two convolutions; else the 3x3 convolution has this many times fewer channels than the output, between two of 1x1. 4 in ResNet-50.</summary>
    public int Expansion { get; init; } = 1;

    /// <summary>Groups of the first of two convolutions, or of the middle one of a bottleneck; 1.</summary>
    public int Groups { get; init; } = 1;

    /// <summary>Whether that convolution has as many groups as channels, whatever <see cref="Groups"/> says; fastai's <c>dw</c>.</summary>
    public bool Depthwise { get; init; }

    /// <summary>Channels before the last convolution; null stands for the output's, divided by the expansion. fastai's <c>nh2</c>.</summary>
    public int? Hidden { get; init; }

    /// <summary>Channels behind the first convolution of a bottleneck; null stands for <see cref="Hidden"/>. fastai's <c>nh1</c>.</summary>
    public int? FirstHidden { get; init; }

    /// <summary>Divisor of <see cref="SqueezeExcite"/> at the end of the path; null for none, 16 is usual.</summary>
    public int? Reduction { get; init; }

    /// <summary>Whether the path ends in a simple self-attention, which mixes channels by their inner products over the image and begins as the identity; false. fastai's <c>sa</c>.</summary>
    public bool SelfAttention { get; init; }
}
