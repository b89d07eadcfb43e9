namespace Hone.Nn;

/// <summary>Convolutional nets with the habits of transformers: patches, layer normalization, depthwise 7x7 convolutions, wide GELU layers.</summary>
/// <remarks>
/// torchvision's <c>ConvNeXt</c> with its names (<c>features.0.0</c>, <c>features.1.0.block.0</c>, <c>features.1.0.layer_scale</c>, <c>classifier.2</c>) and
/// initialization. Shapes: x <c>[batch, 3, height, width]</c> with sides of 32 and more, y <c>[batch, classes]</c>. Source: Liu et al. 2022.
/// </remarks>
public sealed class ConvNeXt : Module
{
    private readonly Sequential _features;
    private readonly AdaptiveAvgPool2d _pool;
    private readonly Sequential _classifier;

    /// <summary>Makes a net of any depth.</summary>
    /// <param name="blocks">Number of blocks in each stage; widths double from stage to stage.</param>
    /// <param name="options">The defaults of ConvNeXt-tiny unless told.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is below 1, or there is no stage.</exception>
    public ConvNeXt(IReadOnlyList<int> blocks, ConvNeXtOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(blocks);
        ArgumentOutOfRangeException.ThrowIfZero(blocks.Count);
        options ??= new ConvNeXtOptions();
        Config = new ConvNeXtConfig([.. blocks], options);
        int channels = options.Width;
        int total = blocks.Sum();
        int number = 0;
        var layers = new List<Module> { new Sequential(Convolution(options.InChannels, channels, 4), new ChannelLayerNorm(channels)) };
        for (int stage = 0; stage < blocks.Count; stage++)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(blocks[stage], 1, nameof(blocks));
            if (stage > 0)
            {
                layers.Add(new Sequential(new ChannelLayerNorm(channels), Convolution(channels, 2 * channels, 2)));
                channels *= 2;
            }

            var modules = new Module[blocks[stage]];
            for (int i = 0; i < modules.Length; i++)
            {
                // Deeper blocks are dropped more often.
                modules[i] = new ConvNeXtBlock(channels, options.DropPath * number / Math.Max(1, total - 1));
                number++;
            }

            layers.Add(new Sequential(modules));
        }

        _features = Register("features", new Sequential([.. layers]));
        _pool = Register("avgpool", new AdaptiveAvgPool2d(1));
        _classifier = Register("classifier", new Sequential(
            new ChannelLayerNorm(channels),
            new Flatten(),
            new Linear(channels, options.Classes, new() { WeightInitializer = Initializers.Normal(0.02), BiasInitializer = Initializers.Zeros })));
    }

    /// <summary>ConvNeXt-tiny: 28,589,128 parameters with 1000 classes.</summary>
    /// <param name="options">torchvision's defaults unless told.</param>
    public static ConvNeXt Tiny(ConvNeXtOptions? options = null) => new([3, 3, 9, 3], options);

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x) => LayerChain.Run([_features, _pool, _classifier], x);

    /// <summary>A convolution over patches that do not overlap.</summary>
    private static Conv2d Convolution(int inChannels, int outChannels, int patch) => new(inChannels, outChannels, patch, new()
    {
        Stride = patch,
        WeightInitializer = Initializers.Normal(0.02),
        BiasInitializer = Initializers.Zeros,
    });
}
