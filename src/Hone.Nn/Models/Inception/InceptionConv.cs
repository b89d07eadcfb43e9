namespace Hone.Nn;

/// <summary>y = max(norm(conv(x)), 0).</summary>
/// <remarks>torchvision's <c>BasicConv2d</c> with its names (<c>conv</c>, <c>bn</c>). Shapes as <see cref="Conv2d"/>.</remarks>
internal sealed class InceptionConv : Module
{
    private readonly Conv2d _conv;
    private readonly BatchNorm2d _norm;

    public InceptionConv(int inChannels, int outChannels, Size2d kernel, InceptionV3Options options, int stride = 1, Size2d padding = default)
    {
        // torchvision cuts at plus or minus 2, twenty deviations, so nothing is ever cut.
        _conv = Register("conv", new Conv2d(inChannels, outChannels, kernel, new() { Stride = stride, Padding = padding, Bias = false, WeightInitializer = Initializers.Normal(0.1) }));
        _norm = Register("bn", new BatchNorm2d(outChannels, new() { Epsilon = options.Epsilon, Momentum = options.Momentum }));
    }

    /// <inheritdoc/>
    protected override Module CreateInferenceForm() => new FusedConvolution(_conv, _norm, relu: true);

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x) => ConvNorm.Relu(_conv, _norm, x);
}
