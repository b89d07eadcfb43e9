namespace Hone.Nn;

/// <summary>Inverted residual blocks with a gate for each channel, whose width, depth and image size grow together.</summary>
/// <remarks>
/// torchvision's <c>EfficientNet</c> with its names (<c>features.0.0</c>, <c>features.1.0.block.0.0</c>, <c>features.1.0.block.1.fc1</c>, ...,
/// <c>features.8.1</c>, <c>classifier.1</c>) and initialization: convolutions normal with fan out and bias 0, normalizations 1 and 0, the linear layer uniform
/// in plus or minus 1 / sqrt(classes) with bias 0. Shapes: x <c>[batch, 3, height, width]</c> with sides of 32 and more, y <c>[batch, classes]</c>. Source: Tan
/// and Le 2019, EfficientNet: Rethinking Model Scaling for Convolutional Neural Networks.
/// </remarks>
/// <example><code>
/// EfficientNet model = EfficientNet.B0(new() { Classes = 12 }).Initialize(seed: 42);
/// </code></example>
public sealed class EfficientNet : Module
{
    private const int StemChannels = 32;
    private const int RoundTo = 8;

    /// <summary>Channels of the last convolution for each channel before it.</summary>
    private const int LastExpansion = 4;

    /// <summary>Factor of expansion, kernel, stride of the first block, channels and number of blocks of each stage.</summary>
    private static readonly (int Expansion, int Kernel, int Stride, int Channels, int Blocks)[] s_stages =
    [
        (1, 3, 1, 16, 1),
        (6, 3, 2, 24, 2),
        (6, 5, 2, 40, 2),
        (6, 3, 2, 80, 3),
        (6, 5, 1, 112, 3),
        (6, 5, 2, 192, 4),
        (6, 3, 1, 320, 1),
    ];

    private readonly Sequential _features;
    private readonly AdaptiveAvgPool2d _pool;
    private readonly Flatten _flatten = new();
    private readonly Sequential _classifier;

    /// <summary>Makes a net of any width and depth, without first values.</summary>
    /// <param name="options">The defaults of EfficientNet-b0 unless told.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    /// <exception cref="HoneException">A dropped fraction is not in 0..1.</exception>
    public EfficientNet(EfficientNetOptions? options = null)
    {
        options ??= new EfficientNetOptions();
        Config = new EfficientNetConfig(options);
        RequireFactor(options.Width);
        RequireFactor(options.Depth);
        int[] blocks = [.. s_stages.Select(stage => (int)Math.Ceiling(stage.Blocks * options.Depth))];
        int total = blocks.Sum();
        int number = 0;
        int channels = Round(StemChannels * options.Width);
        var features = new List<Module> { new ConvNormSilu(options.InChannels, channels, 3, stride: 2) };
        for (int i = 0; i < s_stages.Length; i++)
        {
            (int expansion, int kernel, int stride, int stageChannels, _) = s_stages[i];
            int width = Round(stageChannels * options.Width);
            var stage = new Module[blocks[i]];
            for (int j = 0; j < stage.Length; j++)
            {
                // Deeper blocks are dropped more often.
                stage[j] = new MbConv(channels, width, kernel, j == 0 ? stride : 1, expansion, options.DropPath * number / total);
                channels = width;
                number++;
            }

            features.Add(new Sequential(stage));
        }

        int last = LastExpansion * channels;
        features.Add(new ConvNormSilu(channels, last, 1));
        _features = Register("features", new Sequential([.. features]));
        _pool = Register("avgpool", new AdaptiveAvgPool2d(1));
        _classifier = Register("classifier", new Sequential(new Dropout(options.Dropout), new Linear(last, options.Classes, new()
        {
            WeightInitializer = Initializers.Uniform(1 / Math.Sqrt(options.Classes)),
            BiasInitializer = Initializers.Zeros,
        })));
    }

    /// <summary>EfficientNet-b0: 5,288,548 parameters with 1000 classes, for images of 224 pixels.</summary>
    /// <param name="options">torchvision's defaults unless told.</param>
    public static EfficientNet B0(EfficientNetOptions? options = null) => new(options);

    /// <inheritdoc/>
    protected override Module CreateInferenceForm() => new Sequential(_features.OptimizeForInference(), _pool, _flatten, _classifier.OptimizeForInference());

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x) => LayerChain.Run([_features, _pool, _flatten, _classifier], x);

    /// <summary>The multiple of 8 that is nearest, at least 8 and never more than a tenth below the value.</summary>
    private static int Round(double value)
    {
        int rounded = Math.Max(RoundTo, (int)(value + (RoundTo / 2.0)) / RoundTo * RoundTo);
        return rounded < 0.9 * value ? rounded + RoundTo : rounded;
    }

    private static void RequireFactor(double factor)
    {
        if (factor is not (> 0 and <= 16))
        {
            throw new ArgumentOutOfRangeException("options", factor, "Width and depth are factors above 0 and at most 16; 1 is EfficientNet-b0, 2 and 3.1 are b7.");
        }
    }
}
