namespace Hone.Nn;

/// <summary>A net of blocks in which convolutions of several sizes stand side by side, large ones split into rows and columns.</summary>
/// <remarks>
/// torchvision's <c>Inception3</c> with its names (<c>Conv2d_1a_3x3.conv</c>, <c>Conv2d_1a_3x3.bn</c>, <c>Mixed_5b.branch1x1.conv</c>, ...,
/// <c>AuxLogits.conv0.conv</c>, <c>fc</c>) and initialization: convolutions and the linear layer normal with deviation 0.1, normalizations 1 and 0.
/// Differences: no second classifier unless <see cref="InceptionV3Options.Auxiliary"/> asks, and the pixels are taken as they are (torchvision's pretrained
/// weights come with <c>transform_input</c>: they expect (pixel - 0.5) / 0.5 of values 0 to 1). Weights of Keras load with <see
/// cref="KeyMaps.KerasInceptionV3"/> into a net with <see cref="InceptionV3Options.Keras"/>. Shapes: x <c>[batch, 3, height, width]</c> with sides of 75 and
/// more (299 in the paper), y <c>[batch, classes]</c>. Source: Szegedy et al. 2016, Rethinking the Inception Architecture for Computer Vision.
/// </remarks>
/// <example><code>
/// InceptionV3 model = new InceptionV3(new() { Classes = 12 }).Initialize(seed: 42);
/// </code></example>
public sealed class InceptionV3 : Module
{
    /// <summary>Channels of the blocks <c>Mixed_6</c> at the width of 32.</summary>
    private const int MiddleChannels = 768;

    /// <summary>Channels of the last two blocks at the width of 32.</summary>
    private const int LastChannels = 2048;

    private readonly Module[] _layers;
    private readonly InceptionAuxiliary? _auxiliary;

    /// <summary>Index of the last layer before the second classifier.</summary>
    private readonly int _middle;

    /// <summary>Makes the net, without first values.</summary>
    /// <param name="options">torchvision's defaults unless told.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is below 1.</exception>
    /// <exception cref="HoneException">The width is odd, or the dropped fraction is not in 0..1.</exception>
    public InceptionV3(InceptionV3Options? options = null)
    {
        options ??= new InceptionV3Options();
        Config = new InceptionV3Config(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Width, 1, nameof(options));
        if (options.Width % 2 != 0)
        {
            throw new HoneException("The width of an InceptionV3 is even, so that all numbers of channels are whole.", $"width {options.Width}", nameof(InceptionV3), $"use {options.Width + 1}, or 32 as in the paper");
        }

        var blocks = new InceptionBlocks(options);
        var layers = new List<Module>
        {
            Register("Conv2d_1a_3x3", new InceptionConv(options.InChannels, options.Width, 3, options, stride: 2)),
            Register("Conv2d_2a_3x3", blocks.Conv(32, 32, 3)),
            Register("Conv2d_2b_3x3", blocks.Conv(32, 64, 3, padding: 1)),
            Register("maxpool1", new MaxPool2d(3, new() { Stride = 2 })),
            Register("Conv2d_3b_1x1", blocks.Conv(64, 80, 1)),
            Register("Conv2d_4a_3x3", blocks.Conv(80, 192, 3)),
            Register("maxpool2", new MaxPool2d(3, new() { Stride = 2 })),
            Register("Mixed_5b", blocks.A(192, 32)),
            Register("Mixed_5c", blocks.A(256, 64)),
            Register("Mixed_5d", blocks.A(288, 64)),
            Register("Mixed_6a", blocks.B(288)),
            Register("Mixed_6b", blocks.C(MiddleChannels, 128)),
            Register("Mixed_6c", blocks.C(MiddleChannels, 160)),
            Register("Mixed_6d", blocks.C(MiddleChannels, 160)),
            Register("Mixed_6e", blocks.C(MiddleChannels, 192)),
        };
        _middle = layers.Count - 1;
        _auxiliary = options.Auxiliary ? Register("AuxLogits", new InceptionAuxiliary(MiddleChannels, blocks, options.Classes)) : null;
        layers.Add(Register("Mixed_7a", blocks.D(MiddleChannels)));
        layers.Add(Register("Mixed_7b", blocks.E(1280)));
        layers.Add(Register("Mixed_7c", blocks.E(LastChannels)));
        layers.Add(Register("avgpool", new AdaptiveAvgPool2d(1)));
        layers.Add(Register("dropout", new Dropout(options.Dropout)));
        layers.Add(new Flatten());
        layers.Add(Register("fc", new Linear(blocks.Scaled(LastChannels), options.Classes, new() { WeightInitializer = Initializers.Normal(0.1) })));
        _layers = [.. layers];
    }

    /// <summary>Computes the logits of both classifiers; <see cref="Module.Forward(Tensor)"/> gives those of the last one alone.</summary>
    /// <param name="x">x: [batch, 3, height, width]; the second classifier needs sides of 299 pixels and more.</param>
    /// <exception cref="HoneException">The net has been made without <see cref="InceptionV3Options.Auxiliary"/>.</exception>
    /// <exception cref="ShapeException">The shape does not fit.</exception>
    public InceptionV3Result ForwardAuxiliary(Tensor x)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (_auxiliary is null)
        {
            throw new HoneException("An InceptionV3 with two classifiers.", "a net with one", nameof(InceptionV3), "make the net with Auxiliary = true, or call Forward");
        }

        return Traced(x, this, static (net, input) => net.ComputeBoth(input), static result => result.Logits);
    }

    /// <inheritdoc/>
    protected override Module CreateInferenceForm() => new Sequential(Array.ConvertAll(_layers, layer => layer.OptimizeForInference()));

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x) => LayerChain.Run(_layers, x);

    private InceptionV3Result ComputeBoth(Tensor x)
    {
        var tapped = new Tensor[1];
        Tensor logits = LayerChain.Run(_layers, x, [_middle], tapped);
        Tensor auxiliary = _auxiliary!.Forward(tapped[0]);
        tapped[0].ReleaseAfter(auxiliary);
        return new InceptionV3Result(logits, auxiliary);
    }
}
