namespace Hone.Nn;

/// <summary>
/// The residual block of ResNet-50 and deeper: 1x1 to <c>width</c> channels, 3x3 there with the stride, 1x1 to four times as many, plus the
/// shortcut, then ReLU.
/// </summary>
/// <remarks>
/// torchvision's <c>Bottleneck</c> with its names (<c>conv1</c> to <c>bn3</c>, <c>downsample.0</c>, <c>downsample.1</c>). The stride is in the 3x3
/// convolution, as in torchvision and NVIDIA's "v1.5", not in the first 1x1 as in the paper. Shapes: x <c>[batch, in, height, width]</c>, y <c>[batch, 4
/// width, height / stride, width / stride]</c>, rounded up. Source: He et al. 2016.
/// </remarks>
public sealed class Bottleneck : Module
{
    /// <summary>Output channels for each channel of the 3x3 convolution.</summary>
    public const int Expansion = 4;

    private readonly Conv2d _conv1;
    private readonly BatchNorm2d _bn1;
    private readonly Conv2d _conv2;
    private readonly BatchNorm2d _bn2;
    private readonly Conv2d _conv3;
    private readonly BatchNorm2d _bn3;
    private readonly Sequential? _downsample;

    /// <summary>Makes the block.</summary>
    /// <param name="inChannels">Channels of the input.</param>
    /// <param name="width">Channels of the 3x3 convolution; the output has <see cref="Expansion"/> times as many.</param>
    /// <param name="stride">Stride of the 3x3 convolution; 1 unless told.</param>
    /// <param name="zeroInit">Whether the last normalization begins at scale 0; false unless told.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is below 1.</exception>
    public Bottleneck(int inChannels, int width, int stride = 1, bool zeroInit = false)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(stride, 1);
        int outChannels = checked(width * Expansion);
        _conv1 = Register("conv1", ConvNorm.Convolution(inChannels, width, 1, 1));
        _bn1 = Register("bn1", new BatchNorm2d(width));
        _conv2 = Register("conv2", ConvNorm.Convolution(width, width, 3, stride));
        _bn2 = Register("bn2", new BatchNorm2d(width));
        _conv3 = Register("conv3", ConvNorm.Convolution(width, outChannels, 1, 1));
        _bn3 = Register("bn3", new BatchNorm2d(outChannels, new() { Weight = zeroInit ? 0 : 1 }));
        if (stride != 1 || inChannels != outChannels)
        {
            _downsample = Register("downsample", new Sequential(ConvNorm.Convolution(inChannels, outChannels, 1, stride), new BatchNorm2d(outChannels)));
        }
    }

    /// <inheritdoc/>
    protected override Module CreateInferenceForm() => new FusedResidual(
        _downsample?.OptimizeForInference(),
        new FusedConvolution(_conv1, _bn1, relu: true),
        new FusedConvolution(_conv2, _bn2, relu: true),
        new FusedConvolution(_conv3, _bn3, relu: true));

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x)
    {
        Tensor residual = _downsample is null ? x : _downsample.Forward(x); // [batch, 4 width, height / stride, width / stride]
        Tensor narrow = ConvNorm.Relu(_conv1, _bn1, x); // [batch, width, height, width]
        Tensor h = ConvNorm.Relu(_conv2, _bn2, narrow);
        narrow.ReleaseAfter(h);
        Tensor y = ConvNorm.AddRelu(_conv3, _bn3, h, residual);
        h.ReleaseAfter(y);
        LayerChain.Release(residual, y, x);
        return y;
    }
}
