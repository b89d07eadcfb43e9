namespace Hone.Nn;

/// <summary>The plain nets of 3x3 convolutions with normalizations and max pooling between stages, and three large linear layers.</summary>
/// <remarks>
/// torchvision's <c>VGG</c> in its <c>bn</c> forms, with its names (<c>features.0</c>, <c>classifier.6</c>) and initialization. Shapes: x <c>[batch, 3, height,
/// width]</c> with sides of 32 and more, y <c>[batch, classes]</c>. Source: Simonyan and Zisserman 2015.
/// </remarks>
public sealed class Vgg : Module
{
    private const int PooledSide = 7;

    private readonly Sequential _features;
    private readonly AdaptiveAvgPool2d _pool;
    private readonly Flatten _flatten = new();
    private readonly Sequential _classifier;

    /// <summary>Makes a net of any depth.</summary>
    /// <param name="convolutions">Number of convolutions in each of the stages; the width doubles up to 8 times the first.</param>
    /// <param name="options">torchvision's defaults unless told.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is below 1, or there is no stage.</exception>
    public Vgg(IReadOnlyList<int> convolutions, VggOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(convolutions);
        ArgumentOutOfRangeException.ThrowIfZero(convolutions.Count);
        options ??= new VggOptions();
        Config = new VggConfig([.. convolutions], options);
        var layers = new List<Module>();
        int channels = options.InChannels;
        for (int stage = 0; stage < convolutions.Count; stage++)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(convolutions[stage], 1, nameof(convolutions));
            int width = checked(options.Width << Math.Min(stage, 3));
            for (int i = 0; i < convolutions[stage]; i++)
            {
                layers.Add(Convolution(channels, width));
                layers.Add(new BatchNorm2d(width));
                layers.Add(new ReLU());
                channels = width;
            }

            layers.Add(new MaxPool2d(2, new() { Stride = 2 }));
        }

        _features = Register("features", new Sequential([.. layers]));
        _pool = Register("avgpool", new AdaptiveAvgPool2d(PooledSide));
        _classifier = Register("classifier", new Sequential(
            Features(channels * PooledSide * PooledSide, options.Hidden),
            new ReLU(),
            new Dropout(options.Dropout),
            Features(options.Hidden, options.Hidden),
            new ReLU(),
            new Dropout(options.Dropout),
            Features(options.Hidden, options.Classes)));
    }

    /// <summary>VGG-16 with batch normalization: 138,365,992 parameters with 1000 classes.</summary>
    /// <param name="options">torchvision's defaults unless told.</param>
    public static Vgg Vgg16(VggOptions? options = null) => new([2, 2, 3, 3, 3], options);

    /// <inheritdoc/>
    protected override Module CreateInferenceForm() =>
        new Sequential(_features.OptimizeForInference(), _pool, _flatten, _classifier.OptimizeForInference());

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x) => LayerChain.Run([_features, _pool, _flatten, _classifier], x);

    private static Conv2d Convolution(int inChannels, int outChannels) => new(inChannels, outChannels, 3, new()
    {
        Padding = 1,
        WeightInitializer = Initializers.KaimingNormal(mode: FanMode.FanOut),
        BiasInitializer = Initializers.Zeros,
    });

    private static Linear Features(int inFeatures, int outFeatures) => new(inFeatures, outFeatures, new()
    {
        WeightInitializer = Initializers.Normal(0.01),
        BiasInitializer = Initializers.Zeros,
    });
}
