namespace Hone.Nn;

/// <summary>SqueezeNet 1.1: fire modules that squeeze the channels before each 3x3 convolution; 1,235,496 parameters with 1000 classes.</summary>
/// <remarks>
/// torchvision's <c>squeezenet1_1</c> with its names (<c>features.3.squeeze</c>, <c>classifier.1</c>) and initialization. Shapes: x <c>[batch, 3, height,
/// width]</c> with sides of 17 and more, y <c>[batch, classes]</c>. Source: Iandola et al. 2016.
/// </remarks>
public sealed class SqueezeNet : Module
{
    private readonly Sequential _features;
    private readonly Sequential _classifier;
    private readonly Flatten _flatten = new();

    /// <summary>Makes the net, without first values.</summary>
    /// <param name="options">torchvision's defaults unless told.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is below 1.</exception>
    public SqueezeNet(SqueezeNetOptions? options = null)
    {
        options ??= new SqueezeNetOptions();
        Config = new SqueezeNetConfig(options);
        int width = options.Width;
        _features = Register("features", new Sequential(
            FireModule.Convolution(options.InChannels, 4 * width, 3, stride: 2, padding: 0),
            new ReLU(),
            Pool(),
            new FireModule(4 * width, width),
            new FireModule(8 * width, width),
            Pool(),
            new FireModule(8 * width, 2 * width),
            new FireModule(16 * width, 2 * width),
            Pool(),
            new FireModule(16 * width, 3 * width),
            new FireModule(24 * width, 3 * width),
            new FireModule(24 * width, 4 * width),
            new FireModule(32 * width, 4 * width)));
        _classifier = Register("classifier", new Sequential(
            new Dropout(options.Dropout),
            new Conv2d(32 * width, options.Classes, 1, new() { WeightInitializer = Initializers.Normal(0.01), BiasInitializer = Initializers.Zeros }),
            new ReLU(),
            new AdaptiveAvgPool2d(1)));
    }

    /// <inheritdoc/>
    protected override Module CreateInferenceForm() => new Sequential(_features.OptimizeForInference(), _classifier.OptimizeForInference(), _flatten);

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x) => LayerChain.Run([_features, _classifier, _flatten], x);

    private static MaxPool2d Pool() => new(3, new() { Stride = 2, CeilMode = true });
}
