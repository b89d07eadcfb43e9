namespace Hone.Nn;

/// <summary>The 1-d convolution of a batch of sequences.</summary>
/// <remarks>
/// PyTorch's <c>nn.Conv1d</c>, with its default initialization: weight and bias uniform in plus or minus 1 / sqrt(fan in), fan in = in / groups * kernel.
/// Shapes: x <c>[batch, in, length]</c>, weight <c>[out, in / groups, kernel]</c>, y <c>[batch, out, out length]</c> with out = (in + 2 padding - dilation (kernel - 1) - 1) / stride + 1, rounded down;
/// with <see cref="Conv1dLayerOptions.SamePadding"/> it is that of the input.
/// </remarks>
public sealed class Conv1d : Module
{
    private readonly Conv1dOptions _options;
    private readonly bool _samePadding;
    private readonly int _farPadding;

    /// <summary>Makes the layer.</summary>
    /// <param name="inChannels">Channels of the input.</param>
    /// <param name="outChannels">Channels of the output.</param>
    /// <param name="kernelSize">Length of the kernel.</param>
    /// <param name="options">Stride, padding, dilation, groups, bias, initialization.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is below 1.</exception>
    /// <exception cref="ShapeException">The groups do not divide the channels, or SamePadding comes with a stride or a padding.</exception>
    public Conv1d(int inChannels, int outChannels, int kernelSize, Conv1dLayerOptions? options = null)
    {
        options ??= new Conv1dLayerOptions();
        ConvolutionSizes.Check(inChannels, outChannels, kernelSize, options.Groups, nameof(Conv1d));
        _samePadding = options.SamePadding;
        if (_samePadding)
        {
            SamePadding.Check(options.Stride, options.Padding, options.Dilation, kernelSize, nameof(Conv1d));
            _farPadding = SamePadding.Far(kernelSize, options.Dilation);
        }

        _options = new Conv1dOptions
        {
            Stride = options.Stride,
            Padding = _samePadding ? SamePadding.Near(kernelSize, options.Dilation) : options.Padding,
            Dilation = options.Dilation,
            Groups = options.Groups,
        };
        Shape shape = [outChannels, inChannels / options.Groups, kernelSize];
        Weight = RegisterParameter("weight", shape, options.WeightInitializer ?? Initializers.KaimingUniform(Math.Sqrt(5)));
        if (options.Bias)
        {
            Initializer initializer = options.BiasInitializer ?? Initializers.Uniform(1 / Math.Sqrt(Initializers.FanIn(shape)));
            Bias = RegisterParameter("bias", [outChannels], initializer, ParameterKind.Bias);
        }
    }

    /// <summary>weight: [out, in / groups, kernel]</summary>
    public Parameter Weight { get; }

    /// <summary>bias: [out]; null without one.</summary>
    public Parameter? Bias { get; }

    /// <inheritdoc/>
    public override ModelConfig? Config => new Conv1dConfig(
        Weight.Shape[1] * _options.Groups,
        Weight.Shape[0],
        Weight.Shape[2],
        _options.Stride,
        _samePadding ? 0 : _options.Padding,
        _options.Dilation,
        _options.Groups,
        Bias is not null,
        _samePadding);

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x)
    {
        // What does not fit is refused under its own shape.
        if (_farPadding == 0 || x.Rank != 3 || x.Shape[1] != Weight.Shape[1] * _options.Groups)
        {
            return x.Conv1d(Weight.Value, Bias?.Value, _options);
        }

        Tensor padded = x.Pad([0, _farPadding]);
        Tensor y = padded.Conv1d(Weight.Value, Bias?.Value, _options);
        LayerChain.Release(padded, y, x);
        return y;
    }
}
