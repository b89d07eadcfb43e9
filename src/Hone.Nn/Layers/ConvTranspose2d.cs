namespace Hone.Nn;

/// <summary>The transposed 2-d convolution, which enlarges images.</summary>
/// <remarks>
/// PyTorch's <c>nn.ConvTranspose2d</c>, with its default initialization: weight and bias uniform in plus or minus 1 / sqrt(fan in), fan in = out / groups * kernel size, as PyTorch counts it here.
/// Shapes: x <c>[batch, in, height, width]</c>, weight <c>[in, out / groups, kernel height, kernel width]</c>, y <c>[batch, out, out height, out width]</c> with out = (in - 1) stride - 2 padding + dilation (kernel - 1) + output padding + 1.
/// </remarks>
public sealed class ConvTranspose2d : Module
{
    private readonly ConvTranspose2dOptions _options;

    /// <summary>Makes the layer.</summary>
    /// <param name="inChannels">Channels of the input.</param>
    /// <param name="outChannels">Channels of the output.</param>
    /// <param name="kernelSize">Height and width of the kernel, in pixels.</param>
    /// <param name="options">Stride, padding, dilation, groups, bias, initialization.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is below 1.</exception>
    /// <exception cref="ShapeException">The groups do not divide the channels.</exception>
    public ConvTranspose2d(int inChannels, int outChannels, Size2d kernelSize, ConvTranspose2dLayerOptions? options = null)
    {
        options ??= new ConvTranspose2dLayerOptions();
        ConvolutionSizes.Check(inChannels, outChannels, Math.Min(kernelSize.Height, kernelSize.Width), options.Groups, nameof(ConvTranspose2d));
        _options = new ConvTranspose2dOptions
        {
            Stride = options.Stride,
            Padding = options.Padding,
            OutputPadding = options.OutputPadding,
            Dilation = options.Dilation,
            Groups = options.Groups,
        };
        Shape shape = [inChannels, outChannels / options.Groups, kernelSize.Height, kernelSize.Width];
        Weight = RegisterConvolutionWeight("weight", shape, options.WeightInitializer ?? Initializers.KaimingUniform(Math.Sqrt(5)));
        if (options.Bias)
        {
            Initializer initializer = options.BiasInitializer ?? Initializers.Uniform(1 / Math.Sqrt(Initializers.FanIn(shape)));
            Bias = RegisterParameter("bias", [outChannels], initializer, ParameterKind.Bias);
        }
    }

    /// <summary>weight: [in, out / groups, kernel height, kernel width]</summary>
    public Parameter Weight { get; }

    /// <summary>bias: [out]; null without one.</summary>
    public Parameter? Bias { get; }

    /// <inheritdoc/>
    public override ModelConfig? Config => new ConvTranspose2dConfig(
        Weight.Shape[0],
        Weight.Shape[1] * _options.Groups,
        new LayerSize(Weight.Shape[2], Weight.Shape[3]),
        LayerSize.Of(_options.Stride),
        LayerSize.Of(_options.Padding),
        LayerSize.Of(_options.OutputPadding),
        LayerSize.Of(_options.Dilation),
        _options.Groups,
        Bias is not null);

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x) => x.ConvTranspose2d(Weight.Value, Bias?.Value, _options);
}
