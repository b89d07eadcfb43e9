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

    /// <summary>Brings the outputs into a range; null leaves them anywhere.</summary>
    public SigmoidRange? YRange { get; init; }
}
