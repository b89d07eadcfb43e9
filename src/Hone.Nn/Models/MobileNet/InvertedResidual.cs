namespace Hone.Nn;

/// <summary>
/// The block of MobileNetV2: a 1x1 convolution widens, a depthwise 3x3 convolution filters each channel, a 1x1 convolution narrows; the input is added where
/// the shapes agree. The narrow ends have no activation.
/// </summary>
/// <remarks>
/// torchvision's <c>InvertedResidual</c> with its names (<c>conv.0.0</c>, <c>conv.0.1</c>, ...). Shapes: x <c>[batch, in, height, width]</c>, y
/// <c>[batch, out, height / stride, width / stride]</c>. Source: Sandler et al. 2018.
/// </remarks>
public sealed class InvertedResidual : Module
{
    private readonly Sequential _conv;
    private readonly bool _adds;

    /// <summary>Makes the block.</summary>
    /// <param name="inChannels">Channels of the input.</param>
    /// <param name="outChannels">Channels of the output.</param>
    /// <param name="stride">Stride of the depthwise convolution, 1 or 2.</param>
    /// <param name="expansion">Factor by which the first convolution widens; with 1 there is none.</param>
    /// <param name="options">Normalization and padding; torchvision's unless told.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    public InvertedResidual(int inChannels, int outChannels, int stride, int expansion, MobileNetV2Options? options = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(stride, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(stride, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(expansion, 1);
        options ??= new MobileNetV2Options();
        Config = new InvertedResidualConfig(inChannels, outChannels, stride, expansion, options);
        int hidden = checked(inChannels * expansion);
        var layers = new List<Module>();
        if (expansion != 1)
        {
            Expand = new ConvNormReLU6(inChannels, hidden, 1, 1, 1, options);
            layers.Add(Expand);
        }

        layers.Add(new ConvNormReLU6(hidden, hidden, 3, stride, hidden, options));
        layers.Add(ConvNormReLU6.Convolution(hidden, outChannels, 1, 1, 0, 1));
        layers.Add(ConvNormReLU6.Norm(outChannels, options));
        _conv = Register("conv", new Sequential([.. layers]));
        _adds = stride == 1 && inChannels == outChannels;
    }

    /// <summary>The convolution that widens, with normalization and ReLU6; null where the expansion is 1.</summary>
    internal Module? Expand { get; }

    /// <inheritdoc/>
    protected override Module CreateInferenceForm() => new Folded(_conv.OptimizeForInference(), _adds);

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x) => Run(_conv, _adds, x);

    private static Tensor Run(Module conv, bool adds, Tensor x)
    {
        Tensor h = conv.Forward(x); // [batch, out, height / stride, width / stride]
        if (!adds)
        {
            return h;
        }

        Tensor y = x + h;
        h.ReleaseAfter(y);
        return y;
    }

    private sealed class Folded : Module
    {
        private readonly Module _conv;
        private readonly bool _adds;

        public Folded(Module conv, bool adds)
        {
            _conv = Register("conv", conv);
            _adds = adds;
        }

        /// <inheritdoc/>
        protected override Tensor Compute(Tensor x) => Run(_conv, _adds, x);
    }
}
