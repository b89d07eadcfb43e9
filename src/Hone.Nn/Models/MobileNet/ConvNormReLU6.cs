namespace Hone.Nn;

/// <summary>y = min(max(norm(conv(x)), 0), 6) under the names <c>0</c> and <c>1</c>.</summary>
/// <remarks>torchvision's <c>Conv2dNormActivation</c> with ReLU6. Shapes: x <c>[batch, in, height, width]</c>, y <c>[batch, out, height / stride, width / stride]</c>.</remarks>
internal sealed class ConvNormReLU6 : Module
{
    private const double Ceiling = 6;

    private readonly bool _farPadding;
    private readonly Conv2d _conv;
    private readonly BatchNorm2d _norm;

    /// <summary>Makes the unit.</summary>
    public ConvNormReLU6(int inChannels, int outChannels, int kernel, int stride, int groups, MobileNetV2Options options)
    {
        Config = new ConvNormReLU6Config(inChannels, outChannels, kernel, stride, groups, options);
        _farPadding = options.FarPadding && stride == 2;
        _conv = Register("0", Convolution(inChannels, outChannels, kernel, stride, _farPadding ? 0 : kernel / 2, groups));
        _norm = Register("1", Norm(outChannels, options));
    }

    /// <summary>A convolution without bias, with first weights for the activation behind its normalization.</summary>
    public static Conv2d Convolution(int inChannels, int outChannels, int kernel, int stride, int padding, int groups) => new(inChannels, outChannels, kernel, new()
    {
        Stride = stride,
        Padding = padding,
        Groups = groups,
        Bias = false,
        WeightInitializer = Initializers.KaimingNormal(mode: FanMode.FanOut),
    });

    public static BatchNorm2d Norm(int channels, MobileNetV2Options options) => new(channels, new() { Epsilon = options.Epsilon, Momentum = options.Momentum });

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x)
    {
        Tensor padded = _farPadding ? x.Pad([0, 1, 0, 1]) : x;
        Tensor n = ConvNorm.Plain(_conv, _norm, padded); // [batch, out, height / stride, width / stride]
        LayerChain.Release(padded, n, x);
        Tensor y = n.HardTanh(0, Ceiling);
        n.ReleaseAfter(y);
        return y;
    }

    /// <inheritdoc/>
    protected override Module CreateInferenceForm() => new Folded(_farPadding, new FusedConvolution(_conv, _norm, relu: true));

    /// <summary>The normalization and the lower bound are part of the convolution; the upper bound remains.</summary>
    private sealed class Folded : Module
    {
        private readonly bool _farPadding;
        private readonly Module _convolution;

        public Folded(bool farPadding, Module convolution)
        {
            _farPadding = farPadding;
            _convolution = Register("convolution", convolution);
        }

        /// <inheritdoc/>
        protected override Tensor Compute(Tensor x)
        {
            Tensor padded = _farPadding ? x.Pad([0, 1, 0, 1]) : x;
            Tensor c = _convolution.Forward(padded);
            LayerChain.Release(padded, c, x);
            Tensor y = c.Clamp(0, Ceiling);
            c.ReleaseAfter(y);
            return y;
        }
    }
}
