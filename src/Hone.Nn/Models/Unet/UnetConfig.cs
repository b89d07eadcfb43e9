namespace Hone.Nn;

/// <summary>The configuration of <see cref="DynamicUnet"/>.</summary>
/// <param name="Encoder">The encoder, such as a <see cref="BodyConfig"/>.</param>
/// <param name="OutChannels">Classes, or values of each pixel.</param>
/// <param name="ImageSize">Height and width of the images of the dry run.</param>
/// <param name="LastCross">Whether the image itself is joined to the last features.</param>
/// <param name="Bottleneck">Whether the block behind that join has half of its channels.</param>
/// <param name="Blur">Whether enlarged features are averaged.</param>
/// <param name="YRange">The range of the outputs; null for any.</param>
/// <param name="SelfAttention">Whether the third block from the end has attention; files of before this choice have none.</param>
/// <param name="Norm">The normalization on the way up; files of before this choice have none.</param>
/// <param name="DecoderChannels">Channels behind each step up; null, as in files of before this choice, for fastai's.</param>
public sealed record UnetConfig(ModelConfig Encoder, int OutChannels, Size2d ImageSize, bool LastCross, bool Bottleneck, bool Blur, SigmoidRangeConfig? YRange, bool SelfAttention = false, BlockNorm Norm = BlockNorm.None, IReadOnlyList<int>? DecoderChannels = null) : ModelConfig
{
    // The dry run takes memory; a file must not be able to ask for any amount of it.
    private const long MostPixels = 1 << 24;
    private const long MostWeights = 1 << 29;

    /// <inheritdoc/>
    public override Module Build()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Math.Min(ImageSize.Height, ImageSize.Width), 1, nameof(ImageSize));
        ArgumentOutOfRangeException.ThrowIfGreaterThan((long)ImageSize.Height * ImageSize.Width, MostPixels, nameof(ImageSize));
        ConfigLimits.Channels(OutChannels);
        foreach (int channels in DecoderChannels ?? [])
        {
            ConfigLimits.Channels(channels);
        }

        if (Encoder.Build() is not Sequential encoder)
        {
            throw new HoneException("The encoder of a U-Net is a sequence of layers.", Encoder.GetType().Name, nameof(DynamicUnet), "cut a classifier with ModelBody.Create");
        }

        ArgumentOutOfRangeException.ThrowIfGreaterThan(encoder.Parameters().Sum(parameter => parameter.Shape.ToArray().Aggregate(1.0, (count, size) => count * size)), MostWeights, nameof(Encoder));
        return new DynamicUnet(encoder, OutChannels, new()
        {
            ImageSize = ImageSize,
            LastCross = LastCross,
            Bottleneck = Bottleneck,
            Blur = Blur,
            SelfAttention = SelfAttention,
            Norm = Norm,
            DecoderChannels = DecoderChannels,
            YRange = (SigmoidRange?)YRange?.Build(),
        });
    }
}
