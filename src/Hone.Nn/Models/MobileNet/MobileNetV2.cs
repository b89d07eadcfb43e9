namespace Hone.Nn;

/// <summary>A net for images that is small and quick: 17 inverted residual blocks between two convolutions, average, linear layer.</summary>
/// <remarks>
/// torchvision's <c>MobileNetV2</c> with its names (<c>features.0.0</c>, <c>features.1.conv.0.0</c>, ..., <c>features.18.1</c>, <c>classifier.1</c>) and its
/// initialization: convolutions normal with fan out, normalizations 1 and 0, the linear layer normal with deviation 0.01 and bias 0; 3,504,872 parameters
/// with 1000 classes. Weights of Keras load with <see cref="KeyMaps.KerasMobileNetV2"/>. Shapes: x <c>[batch, 3, height, width]</c>, y
/// <c>[batch, classes]</c>; sides of 32 and more, because the last blocks see a 32nd of them. Source: Sandler et al. 2018, MobileNetV2: Inverted Residuals and
/// Linear Bottlenecks.
/// </remarks>
/// <example><code>
/// MobileNetV2 model = new MobileNetV2(new() { Classes = 12 }).Initialize(seed: 42);
/// </code></example>
public sealed class MobileNetV2 : Module
{
    private const int StemChannels = 32;

    /// <summary>Factor of expansion, channels, number of blocks and stride of the first one, for each stage.</summary>
    private static readonly (int Expansion, int Channels, int Blocks, int Stride)[] s_stages =
    [
        (1, 16, 1, 1),
        (6, 24, 2, 2),
        (6, 32, 3, 2),
        (6, 64, 4, 2),
        (6, 96, 3, 1),
        (6, 160, 3, 2),
        (6, 320, 1, 1),
    ];

    private readonly Sequential _features;
    private readonly Sequential _classifier;
    private readonly AdaptiveAvgPool2d _pool = new(1);
    private readonly Flatten _flatten = new();

    /// <summary>Makes the net, without first values.</summary>
    /// <param name="options">torchvision's defaults unless told.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    public MobileNetV2(MobileNetV2Options? options = null)
    {
        options ??= new MobileNetV2Options();
        Config = new MobileNetV2Config(options);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.Width, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.RoundTo, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.LastChannels, 1, nameof(options));
        int channels = Round(StemChannels * options.Width, options.RoundTo);
        int last = Round(options.LastChannels * Math.Max(1, options.Width), options.RoundTo);
        var features = new List<Module> { new ConvNormReLU6(options.InChannels, channels, 3, 2, 1, options) };
        foreach ((int expansion, int stageChannels, int blocks, int stride) in s_stages)
        {
            int width = Round(stageChannels * options.Width, options.RoundTo);
            for (int i = 0; i < blocks; i++)
            {
                features.Add(new InvertedResidual(channels, width, i == 0 ? stride : 1, expansion, options));
                channels = width;
            }
        }

        features.Add(new ConvNormReLU6(channels, last, 1, 1, 1, options));
        _features = Register("features", new Sequential([.. features]));
        _classifier = Register("classifier", new Sequential(
            new Dropout(options.Dropout),
            new Linear(last, options.Classes, new() { WeightInitializer = Initializers.Normal(0.01), BiasInitializer = Initializers.Constant(0) })));
    }

    /// <summary>The part before the average: x [batch, 3, height, width] to [batch, channels, height / 32, width / 32]; its 19 children are the stem, the 17 blocks and the last convolution.</summary>
    public Sequential Features => _features;

    /// <inheritdoc/>
    protected override Module CreateInferenceForm() => new Sequential(_features.OptimizeForInference(), _pool, _flatten, _classifier.OptimizeForInference());

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x) => LayerChain.Run([_features, _pool, _flatten, _classifier], x);

    /// <summary>The multiple that is nearest, at least one multiple and never more than a tenth below the value.</summary>
    private static int Round(double value, int multiple)
    {
        int rounded = Math.Max(multiple, (int)(value + (multiple / 2.0)) / multiple * multiple);
        return rounded < 0.9 * value ? rounded + multiple : rounded;
    }
}
