namespace Hone.Nn;

/// <summary>y = silu(norm(conv(x))) under the names <c>0</c> and <c>1</c>.</summary>
/// <remarks>torchvision's <c>Conv2dNormActivation</c> with SiLU. Shapes: x <c>[batch, in, height, width]</c>, y <c>[batch, out, height / stride, width / stride]</c>.</remarks>
internal sealed class ConvNormSilu : Module
{
    private readonly Conv2d _conv;
    private readonly BatchNorm2d _norm;

    /// <summary>Makes the unit.</summary>
    public ConvNormSilu(int inChannels, int outChannels, int kernel, int stride = 1, int groups = 1)
    {
        _conv = Register("0", Convolution(inChannels, outChannels, kernel, stride, groups));
        _norm = Register("1", new BatchNorm2d(outChannels));
    }

    /// <summary>A convolution without bias and with torchvision's first values for this net.</summary>
    public static Conv2d Convolution(int inChannels, int outChannels, int kernel, int stride = 1, int groups = 1) => new(inChannels, outChannels, kernel, new()
    {
        Stride = stride,
        Padding = kernel / 2,
        Groups = groups,
        Bias = false,
        WeightInitializer = Initializers.KaimingNormal(mode: FanMode.FanOut),
    });

    /// <inheritdoc/>
    protected override Module CreateInferenceForm() => new Folded(new FusedConvolution(_conv, _norm, relu: false));

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x)
    {
        Tensor n = ConvNorm.Plain(_conv, _norm, x); // [batch, out, height / stride, width / stride]
        Tensor y = n.Silu();
        n.ReleaseAfter(y);
        return y;
    }

    /// <summary>The normalization is part of the convolution.</summary>
    private sealed class Folded : Module
    {
        private readonly Module _convolution;

        public Folded(Module convolution)
        {
            _convolution = Register("convolution", convolution);
        }

        /// <inheritdoc/>
        protected override Tensor Compute(Tensor x)
        {
            Tensor c = _convolution.Forward(x);
            Tensor y = c.Silu();
            c.ReleaseAfter(y);
            return y;
        }
    }
}
