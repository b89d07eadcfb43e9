namespace Hone.Nn;

/// <summary>Enlarges images by a 1x1 convolution and a pixel shuffle that begins as a plain enlargement, without a checkerboard pattern.</summary>
/// <remarks>
/// fastai's <c>PixelShuffle_ICNR</c> with its names (<c>0.0.weight</c>): convolution to out scale^2 channels with <see cref="Initializers.Icnr"/> and bias
/// 0 (none before a normalization), normalization if told, activation, <see cref="PixelShuffle"/>; with blur the pixels are averaged with their left and upper neighbours. Difference: no weight
/// normalization, which fastai's U-Net leaves out as well. Shapes: x <c>[batch, in, height, width]</c>, y <c>[batch, out, height scale, width scale]</c>.
/// Source: Aitken et al. 2017; blur: Sugawara et al. 2018.
/// </remarks>
public sealed class PixelShuffleIcnr : Module
{
    private readonly Module[] _parts;

    /// <summary>Makes the block.</summary>
    /// <param name="inChannels">Channels of the input.</param>
    /// <param name="options">fastai's defaults unless told.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is below 1.</exception>
    public PixelShuffleIcnr(int inChannels, PixelShuffleIcnrOptions? options = null)
    {
        options ??= new PixelShuffleIcnrOptions();
        Config = new PixelShuffleIcnrConfig(inChannels, options);
        int scale = options.Scale;
        ArgumentOutOfRangeException.ThrowIfLessThan(scale, 1);
        int channels = checked((options.OutChannels ?? inChannels) * scale * scale);
        var convolution = new Conv2d(inChannels, channels, 1, new Conv2dLayerOptions
        {
            Bias = options.Norm == BlockNorm.None,
            WeightInitializer = Initializers.Icnr(scale),
            BiasInitializer = Initializers.Zeros,
        });
        Module[] norm = options.Norm == BlockNorm.None ? [] : [new BatchNorm2d(channels, BlockNorms.Options(options.Norm))];
        Module[] activation = Activations.Layer(options.Activation) is { } layer ? [layer] : [];
        Module[] blur = options.Blur ? [new ReplicationPad2d(1, 0, 1, 0), new AvgPool2d(2, new() { Stride = 1 })] : [];
        _parts = [new Sequential([convolution, .. norm, .. activation]), new PixelShuffle(scale), .. blur];
        for (int i = 0; i < _parts.Length; i++)
        {
            Register(i.ToString(System.Globalization.CultureInfo.InvariantCulture), _parts[i]);
        }
    }

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x) => LayerChain.Run(_parts, x);
}
