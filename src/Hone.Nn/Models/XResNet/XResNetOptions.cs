using System.Text.Json.Serialization;

namespace Hone.Nn;

/// <summary>Options of <see cref="XResNet"/>; the defaults are fastai's.</summary>
public sealed record XResNetOptions
{
    /// <summary>Channels of the images; 3 for color.</summary>
    public int InChannels { get; init; } = 3;

    /// <summary>Number of classes; 1000 as in ImageNet.</summary>
    public int Classes { get; init; } = 1000;

    /// <summary>Channels of the three convolutions of the stem; the first has stride 2.</summary>
    public IReadOnlyList<int> Stem { get; init; } = [32, 32, 64];

    /// <summary>Channels of the first stage (before the expansion of bottlenecks), doubled in each later one; 64.</summary>
    public int Width { get; init; } = 64;

    /// <summary>Fraction that is dropped before the linear layer; 0.</summary>
    public double Dropout { get; init; }

    /// <summary>What the blocks are made of; plain residual ones unless told.</summary>
    public XResNetBlock Block { get; init; }

    /// <summary>Groups of the convolutions in groups; null stands for 32 in <see cref="XResNetBlock.ResNeXt"/> and 1 elsewhere, as in fastai.</summary>
    public int? Groups { get; init; }

    /// <summary>
    /// Divisor of <see cref="SqueezeExcite"/> in each block; null stands for 16 in <see cref="XResNetBlock.SqueezeExcite"/> and <see cref="XResNetBlock.Separable"/> and for none elsewhere. 16 makes
    /// fastai's <c>xse_resnext</c> of a ResNeXt.
    /// </summary>
    public int? Reduction { get; init; }

    /// <summary>
    /// Behind the convolutions of the stem and inside and behind each block: ReLU; fastai's <c>act_cls</c>. The first weights do not depend on it. Other activations run as an operation
    /// of their own. In files it stands in <see cref="XResNetConfig"/>, because earlier files lack it.
    /// </summary>
    [JsonIgnore]
    public Activation Activation { get; init; } = Activation.ReLU;

    /// <summary>Whether the last block of the first of four stages (of the fourth from the end, where there are more) mixes channels by self-attention; false. fastai's <c>sa</c>.</summary>
    public bool SelfAttention { get; init; }
}
