namespace Hone.Nn;

/// <summary>The residual nets for large images: a 7x7 convolution, max pooling, four stages of residual blocks, average, linear layer.</summary>
/// <remarks>
/// torchvision's <c>ResNet</c> with its names (<c>conv1</c>, <c>bn1</c>, <c>layer1.0.conv1</c>, <c>layer2.0.downsample.0</c>, <c>fc</c>), so that its
/// weights load, and its initialization: convolutions normal with fan out, normalizations 1 and 0, PyTorch's rule for the linear layer. Shapes: x
/// <c>[batch, 3, height, width]</c>, y <c>[batch, classes]</c>; each side is at least 1, best 32 and more, because the stages see a 32nd of it at the end.
/// Source: He et al. 2016, Deep Residual Learning for Image Recognition.
/// </remarks>
/// <example><code>
/// ResNet model = ResNet.ResNet18(new() { Classes = 10 }).Initialize(seed: 42);
/// </code></example>
public sealed class ResNet : Module
{
    private const int StageCount = 4;

    private readonly Conv2d _conv1;
    private readonly BatchNorm2d _bn1;
    private readonly ReLU _relu;
    private readonly MaxPool2d _maxpool;
    private readonly Sequential[] _layers = new Sequential[StageCount];
    private readonly AdaptiveAvgPool2d _avgpool;
    private readonly Flatten _flatten = new();
    private readonly Linear _fc;
    private readonly Module[] _chain;

    /// <summary>Makes a net of any depth.</summary>
    /// <param name="block">Kind of block.</param>
    /// <param name="blocks">Number of blocks in each of the four stages.</param>
    /// <param name="options">torchvision's defaults unless told.</param>
    /// <exception cref="HoneException">There are not four stages.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is below 1.</exception>
    public ResNet(ResNetBlock block, IReadOnlyList<int> blocks, ResNetOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(blocks);
        options ??= new ResNetOptions();
        if (blocks.Count != StageCount)
        {
            throw new HoneException($"A ResNet has {StageCount} stages.", $"{blocks.Count} numbers of blocks", nameof(ResNet), "give the number of blocks of each stage, such as [2, 2, 2, 2]");
        }

        Config = new ResNetConfig(block, [.. blocks], options);
        _conv1 = Register("conv1", ConvNorm.Convolution(options.InChannels, options.Width, 7, 2));
        _bn1 = Register("bn1", new BatchNorm2d(options.Width));
        _relu = Register("relu", new ReLU());
        _maxpool = Register("maxpool", new MaxPool2d(3, new() { Stride = 2, Padding = 1 }));
        int channels = options.Width;
        for (int stage = 0; stage < StageCount; stage++)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(blocks[stage], 1, nameof(blocks));
            int width = checked(options.Width << stage);
            var modules = new Module[blocks[stage]];
            for (int i = 0; i < modules.Length; i++)
            {
                int stride = stage > 0 && i == 0 ? 2 : 1;
                modules[i] = block == ResNetBlock.Basic
                    ? new BasicBlock(channels, width, stride, options.ZeroInitResidual)
                    : new Bottleneck(channels, width, stride, options.ZeroInitResidual);
                channels = block == ResNetBlock.Basic ? width : width * Bottleneck.Expansion;
            }

            _layers[stage] = Register($"layer{stage + 1}", new Sequential(modules));
        }

        _avgpool = Register("avgpool", new AdaptiveAvgPool2d(1));
        _fc = Register("fc", new Linear(channels, options.Classes));

        // conv1 to maxpool: [batch, width, height / 4, width / 4]; each later stage halves the sides and doubles the channels.
        _chain = [_conv1, _bn1, _relu, _maxpool, .. _layers, _avgpool, _flatten, _fc];
    }

    /// <summary>ResNet-18: 11,689,512 parameters with 1000 classes.</summary>
    /// <param name="options">torchvision's defaults unless told.</param>
    public static ResNet ResNet18(ResNetOptions? options = null) => new(ResNetBlock.Basic, [2, 2, 2, 2], options);

    /// <summary>ResNet-34: 21,797,672 parameters with 1000 classes.</summary>
    /// <param name="options">torchvision's defaults unless told.</param>
    public static ResNet ResNet34(ResNetOptions? options = null) => new(ResNetBlock.Basic, [3, 4, 6, 3], options);

    /// <summary>ResNet-50: 25,557,032 parameters with 1000 classes.</summary>
    /// <param name="options">torchvision's defaults unless told.</param>
    public static ResNet ResNet50(ResNetOptions? options = null) => new(ResNetBlock.Bottleneck, [3, 4, 6, 3], options);

    /// <summary>ResNet-101: 44,549,160 parameters with 1000 classes.</summary>
    /// <param name="options">torchvision's defaults unless told.</param>
    public static ResNet ResNet101(ResNetOptions? options = null) => new(ResNetBlock.Bottleneck, [3, 4, 23, 3], options);

    /// <inheritdoc/>
    protected override Module CreateInferenceForm() => new Sequential(
    [
        new FusedConvolution(_conv1, _bn1, relu: true),
        _maxpool,
        .. _layers.Select(layer => layer.OptimizeForInference()),
        _avgpool,
        _flatten,
        _fc.OptimizeForInference(),
    ]);

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x) => LayerChain.Run(_chain, x);
}
