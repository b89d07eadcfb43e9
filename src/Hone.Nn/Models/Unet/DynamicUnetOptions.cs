namespace Hone.Nn;

/// <summary>Options of <see cref="DynamicUnet"/>; fastai's defaults.</summary>
public sealed record DynamicUnetOptions
{
    /// <summary>Height and width of the images of the dry run that finds where the encoder halves them, in pixels; 64. Other sizes work afterwards.</summary>
    public Size2d ImageSize { get; init; } = 64;

    /// <summary>Whether the image itself is joined to the last features, for sharp borders; true.</summary>
    public bool LastCross { get; init; } = true;

    /// <summary>Whether the block behind that join has half of its channels; false.</summary>
    public bool Bottleneck { get; init; }

    /// <summary>Whether enlarged features are averaged over 2x2 pixels; false.</summary>
    public bool Blur { get; init; }

    /// <summary>Whether the third block from the end, which is at an eighth of the image for a ResNet, ends in <see cref="Hone.Nn.SelfAttention"/>; false.</summary>
    public bool SelfAttention { get; init; }

    /// <summary>The normalization of the convolutions on the way up, fastai's <c>norm_type</c>; none, as in fastai.</summary>
    public BlockNorm Norm { get; init; } = BlockNorm.None;

    /// <summary>
    /// Channels behind each step up, deepest first, and with <see cref="LastCross"/> those at full size last: a narrow way up takes a fraction of the time, for most of which the large sizes stand.
    /// The two convolutions in the middle are left out then. null stands for fastai's widths, which follow the encoder's. Source of the form: the <c>decoder_channels</c> of
    /// segmentation_models_pytorch, whose steps up enlarge by nearest neighbors instead of a pixel shuffle.
    /// </summary>
    public IReadOnlyList<int>? DecoderChannels { get; init; }

    /// <summary>Brings the outputs into a range; null leaves them anywhere.</summary>
    public SigmoidRange? YRange { get; init; }
}
