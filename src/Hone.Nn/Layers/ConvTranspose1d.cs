namespace Hone.Nn;

/// <summary>The transposed 1-d convolution, which makes sequences longer.</summary>
/// <remarks>
/// PyTorch's <c>nn.ConvTranspose1d</c>, with its default initialization: weight and bias uniform in plus or minus 1 / sqrt(fan in), fan in = out / groups * kernel size, as PyTorch counts it here.
/// Shapes: x <c>[batch, in, length]</c>, weight <c>[in, out / groups, kernel]</c>, y <c>[batch, out, out length]</c> with out = (in - 1) stride - 2 padding + dilation (kernel - 1) + output padding + 1.
/// </remarks>
public sealed class ConvTranspose1d : Module
{
    private readonly ConvTranspose1dOptions _options;

    /// <summary>Makes the layer.</summary>
    /// <param name="inChannels">Channels of the input.</param>
    /// <param name="outChannels">Channels of the output.</param>
    /// <param name="kernelSize">Length of the kernel.</param>
    /// <param name="options">Stride, padding, dilation, groups, bias, initialization.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is below 1.</exception>
    /// <exception cref="ShapeException">The groups do not divide the channels.</exception>
    public ConvTranspose1d(int inChannels, int outChannels, int kernelSize, ConvTranspose1dLayerOptions? options = null)
    {
        options ??= new ConvTranspose1dLayerOptions();
        ConvolutionSizes.Check(inChannels, outChannels, kernelSize, options.Groups, nameof(ConvTranspose1d));
        _options = new ConvTranspose1dOptions
        {
            Stride = options.Stride,
            Padding = options.Padding,
            OutputPadding = options.OutputPadding,
            Dilation = options.Dilation,
            Groups = options.Groups,
        };
        Shape shape = [inChannels, outChannels / options.Groups, kernelSize];
        Weight = RegisterParameter("weight", shape, options.WeightInitializer ?? Initializers.KaimingUniform(Math.Sqrt(5)));
        if (options.Bias)
        {
            Initializer initializer = options.BiasInitializer ?? Initializers.Uniform(1 / Math.Sqrt(Initializers.FanIn(shape)));
            Bias = RegisterParameter("bias", [outChannels], initializer, ParameterKind.Bias);
        }
    }

    /// <summary>weight: [in, out / groups, kernel]</summary>
    public Parameter Weight { get; }

    /// <summary>bias: [out]; null without one.</summary>
    public Parameter? Bias { get; }

    /// <inheritdoc/>
    public override ModelConfig? Config => new ConvTranspose1dConfig(
        Weight.Shape[0],
        Weight.Shape[1] * _options.Groups,
        Weight.Shape[2],
        _options.Stride,
        _options.Padding,
        _options.OutputPadding,
        _options.Dilation,
        _options.Groups,
        Bias is not null);

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x) => x.ConvTranspose1d(Weight.Value, Bias?.Value, _options);
}
