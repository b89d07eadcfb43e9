namespace Hone.Nn;

/// <summary>The residual block of ResNet-18 and ResNet-34: y = max(bn2(conv2(relu(bn1(conv1(x))))) + shortcut(x), 0).</summary>
/// <remarks>
/// torchvision's <c>BasicBlock</c> with its names (<c>conv1</c>, <c>bn1</c>, <c>conv2</c>, <c>bn2</c>, <c>downsample.0</c>, <c>downsample.1</c>). The
/// shortcut is the identity, or a strided 1x1 convolution with a normalization where the shapes differ. Shapes: x <c>[batch, in, height, width]</c>,
/// y <c>[batch, out, height / stride, width / stride]</c>, rounded up. Source: He et al. 2016.
/// </remarks>
public sealed class BasicBlock : Module
{
    private readonly Conv2d _conv1;
    private readonly BatchNorm2d _bn1;
    private readonly Conv2d _conv2;
    private readonly BatchNorm2d _bn2;
    private readonly Sequential? _downsample;

    /// <summary>Makes the block.</summary>
    /// <param name="inChannels">Channels of the input.</param>
    /// <param name="outChannels">Channels of the output.</param>
    /// <param name="stride">Stride of the first convolution; 1 unless told.</param>
    /// <param name="zeroInit">Whether the last normalization begins at scale 0; false unless told.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is below 1.</exception>
    public BasicBlock(int inChannels, int outChannels, int stride = 1, bool zeroInit = false)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(stride, 1);
        _conv1 = Register("conv1", ConvNorm.Convolution(inChannels, outChannels, 3, stride));
        _bn1 = Register("bn1", new BatchNorm2d(outChannels));
        _conv2 = Register("conv2", ConvNorm.Convolution(outChannels, outChannels, 3, 1));
        _bn2 = Register("bn2", new BatchNorm2d(outChannels, new() { Weight = zeroInit ? 0 : 1 }));
        if (stride != 1 || inChannels != outChannels)
        {
            _downsample = Register("downsample", new Sequential(ConvNorm.Convolution(inChannels, outChannels, 1, stride), new BatchNorm2d(outChannels)));
        }
    }

    /// <inheritdoc/>
    protected override Module CreateInferenceForm() => new FusedResidual(
        _downsample?.OptimizeForInference(),
        new FusedConvolution(_conv1, _bn1, relu: true),
        new FusedConvolution(_conv2, _bn2, relu: true));

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x)
    {
        Tensor residual = _downsample is null ? x : _downsample.Forward(x); // [batch, out, height / stride, width / stride]
        Tensor h = ConvNorm.Relu(_conv1, _bn1, x);
        Tensor y = ConvNorm.AddRelu(_conv2, _bn2, h, residual);
        h.ReleaseAfter(y);
        LayerChain.Release(residual, y, x);
        return y;
    }
}
