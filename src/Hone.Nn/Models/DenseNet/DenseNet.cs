namespace Hone.Nn;

/// <summary>Nets in which each layer of a block sees the features of all layers before it.</summary>
/// <remarks>
/// torchvision's <c>DenseNet</c> with its names (<c>features.conv0</c>, <c>features.denseblock1.denselayer1.norm1</c>, <c>features.transition1.conv</c>,
/// <c>classifier</c>) and initialization. Shapes: x <c>[batch, 3, height, width]</c> with sides of 32 and more, y <c>[batch, classes]</c>. Source: Huang et al.
/// 2017.
/// </remarks>
public sealed class DenseNet : Module
{
    private readonly Sequential _features;
    private readonly ReLU _relu = new();
    private readonly AdaptiveAvgPool2d _pool = new(1);
    private readonly Flatten _flatten = new();
    private readonly Linear _classifier;

    /// <summary>Makes a net of any depth.</summary>
    /// <param name="layers">Number of layers in each block.</param>
    /// <param name="options">torchvision's defaults unless told.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is below 1, or there is no block.</exception>
    public DenseNet(IReadOnlyList<int> layers, DenseNetOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(layers);
        ArgumentOutOfRangeException.ThrowIfZero(layers.Count);
        options ??= new DenseNetOptions();
        Config = new DenseNetConfig([.. layers], options);
        int channels = options.Width;
        var features = new List<(string, Module)>
        {
            ("conv0", Convolution(options.InChannels, channels, 7, stride: 2)),
            ("norm0", new BatchNorm2d(channels)),
            ("relu0", new ReLU()),
            ("pool0", new MaxPool2d(3, new() { Stride = 2, Padding = 1 })),
        };
        for (int block = 0; block < layers.Count; block++)
        {
            var dense = new DenseBlock(channels, layers[block], options.Growth);
            features.Add(($"denseblock{block + 1}", dense));
            channels = dense.OutChannels;
            if (block < layers.Count - 1)
            {
                features.Add(($"transition{block + 1}", Transition(channels)));
                channels /= 2;
            }
        }

        features.Add(("norm5", new BatchNorm2d(channels)));
        _features = Register("features", new Sequential(features));
        _classifier = Register("classifier", new Linear(channels, options.Classes, new() { BiasInitializer = Initializers.Zeros }));
    }

    /// <summary>DenseNet-121: 7,978,856 parameters with 1000 classes.</summary>
    /// <param name="options">torchvision's defaults unless told.</param>
    public static DenseNet DenseNet121(DenseNetOptions? options = null) => new([6, 12, 24, 16], options);

    /// <summary>A convolution without bias and with torchvision's first values for this net.</summary>
    internal static Conv2d Convolution(int inChannels, int outChannels, int kernel, int stride = 1) => new(inChannels, outChannels, kernel, new()
    {
        Stride = stride,
        Padding = kernel / 2,
        Bias = false,
        WeightInitializer = Initializers.KaimingNormal(),
    });

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x) => LayerChain.Run([_features, _relu, _pool, _flatten, _classifier], x);

    /// <summary>Half of the channels, half of the sides.</summary>
    private static Sequential Transition(int channels) => new(
    [
        ("norm", new BatchNorm2d(channels)),
        ("relu", new ReLU()),
        ("conv", Convolution(channels, channels / 2, 1)),
        ("pool", new AvgPool2d(2)),
    ]);
}
