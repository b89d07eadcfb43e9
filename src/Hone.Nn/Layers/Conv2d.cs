using Hone.Ops;

namespace Hone.Nn;

/// <summary>The 2-d convolution of a batch of images.</summary>
/// <remarks>
/// PyTorch's <c>nn.Conv2d</c>, with its default initialization: weight and bias uniform in plus or minus 1 / sqrt(fan in), fan in = in / groups *
/// kernel height * kernel width. Shapes: x <c>[batch, in, height, width]</c>, weight <c>[out, in / groups, kernel height, kernel width]</c>
/// (in memory packed for the kernels), y <c>[batch, out, out height, out width]</c> with out height = (height + 2 padding - dilation (kernel -
/// 1) - 1) / stride + 1, rounded down; with <see cref="Conv2dLayerOptions.SamePadding"/> height and width are those of the input.
/// </remarks>
public sealed class Conv2d : Module
{
    private readonly Conv2dOptions _options;
    private readonly bool _samePadding;

    /// <summary>Makes the layer.</summary>
    /// <param name="inChannels">Channels of the input.</param>
    /// <param name="outChannels">Channels of the output.</param>
    /// <param name="kernelSize">Height and width of the kernel, in pixels.</param>
    /// <param name="options">Stride, padding, dilation, groups, bias, initialization.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is below 1.</exception>
    /// <exception cref="ShapeException">The groups do not divide the channels, or SamePadding comes with a stride or a padding.</exception>
    public Conv2d(int inChannels, int outChannels, Size2d kernelSize, Conv2dLayerOptions? options = null)
    {
        options ??= new Conv2dLayerOptions();
        ConvolutionSizes.Check(inChannels, outChannels, Math.Min(kernelSize.Height, kernelSize.Width), options.Groups, nameof(Conv2d));
        _samePadding = options.SamePadding;
        Size2d padding = options.Padding;
        if (_samePadding)
        {
            SamePadding.Check(options.Stride, options.Padding, options.Dilation, kernelSize, nameof(Conv2d));
            padding = (SamePadding.Near(kernelSize.Height, options.Dilation.Height), SamePadding.Near(kernelSize.Width, options.Dilation.Width));
            FarPadding = (SamePadding.Far(kernelSize.Height, options.Dilation.Height), SamePadding.Far(kernelSize.Width, options.Dilation.Width));
        }

        _options = new Conv2dOptions
        {
            Stride = options.Stride,
            Padding = padding,
            Dilation = options.Dilation,
            Groups = options.Groups,
        };
        Shape shape = [outChannels, inChannels / options.Groups, kernelSize.Height, kernelSize.Width];
        Weight = RegisterConvolutionWeight("weight", shape, options.WeightInitializer ?? Initializers.KaimingUniform(Math.Sqrt(5)));
        if (options.Bias)
        {
            Initializer initializer = options.BiasInitializer ?? Initializers.Uniform(1 / Math.Sqrt(Initializers.FanIn(shape)));
            Bias = RegisterParameter("bias", [outChannels], initializer, ParameterKind.Bias);
        }
    }

    /// <summary>weight: [out, in / groups, kernel height, kernel width]</summary>
    public Parameter Weight { get; }

    /// <summary>bias: [out]; null without one.</summary>
    public Parameter? Bias { get; }

    /// <summary>Rows and columns of zeros that x gets at the bottom and on the right before <see cref="Options"/> hold; 0 except for even kernels with SamePadding.</summary>
    internal Size2d FarPadding { get; }

    /// <summary>Stride, padding, dilation, groups.</summary>
    internal Conv2dOptions Options => _options;

    /// <summary>Other forms of the weights, between <see cref="Module.PrepareForInference"/> and <see cref="Module.Train"/>.</summary>
    internal TransformedWeights? Transformed { get; private set; }

    /// <inheritdoc/>
    protected override Module CreateInferenceForm() => new FusedConvolution(this, null, relu: false);

    /// <inheritdoc/>
    public override ModelConfig? Config => new Conv2dConfig(
        Weight.Shape[1] * _options.Groups,
        Weight.Shape[0],
        new LayerSize(Weight.Shape[2], Weight.Shape[3]),
        LayerSize.Of(_options.Stride),
        LayerSize.Of(_samePadding ? 0 : _options.Padding),
        LayerSize.Of(_options.Dilation),
        _options.Groups,
        Bias is not null,
        _samePadding);

    /// <inheritdoc/>
    private protected override void KeepWeightForms(bool keeps) => Transformed = keeps ? new TransformedWeights() : null;

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x)
    {
        // What does not fit is refused under its own shape.
        if (FarPadding == 0 || x.Rank != 4 || x.Shape[1] != Weight.Shape[1] * _options.Groups)
        {
            return Ops.Conv2d.Forward(x, Weight.Value, Bias?.Value, _options, Transformed);
        }

        Tensor padded = x.Pad([0, FarPadding.Width, 0, FarPadding.Height]); // [batch, in, height + far, width + far]
        Tensor y = Ops.Conv2d.Forward(padded, Weight.Value, Bias?.Value, _options, Transformed);
        LayerChain.Release(padded, y, x);
        return y;
    }
}
