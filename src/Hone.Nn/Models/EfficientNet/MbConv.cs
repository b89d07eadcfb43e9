namespace Hone.Nn;

/// <summary>
/// The block of EfficientNet: a 1x1 convolution widens, a depthwise convolution filters each channel, a gate weights the channels, a 1x1 convolution narrows;
/// the input is added where the shapes agree.
/// </summary>
/// <remarks>
/// torchvision's <c>MBConv</c> with its names (<c>block.0.0</c>, <c>block.1.0</c>, <c>block.2.fc1</c>, <c>block.3.0</c>; without an expansion each number is
/// one less). Shapes: x <c>[batch, in, height, width]</c>, y <c>[batch, out, height / stride, width / stride]</c>.
/// </remarks>
internal sealed class MbConv : Module
{
    /// <summary>Input channels for each value between the layers of the gate.</summary>
    private const int Reduction = 4;

    private readonly Sequential _block;
    private readonly DropPath _dropPath;
    private readonly bool _adds;

    public MbConv(int inChannels, int outChannels, int kernel, int stride, int expansion, double dropPath)
    {
        int hidden = checked(inChannels * expansion);
        var layers = new List<Module>();
        if (expansion != 1)
        {
            layers.Add(new ConvNormSilu(inChannels, hidden, 1));
        }

        layers.Add(new ConvNormSilu(hidden, hidden, kernel, stride, hidden));
        layers.Add(new ChannelGate(hidden, Math.Max(1, inChannels / Reduction)));
        layers.Add(new Sequential(ConvNormSilu.Convolution(hidden, outChannels, 1), new BatchNorm2d(outChannels)));
        _block = Register("block", new Sequential([.. layers]));
        _dropPath = Register("stochastic_depth", new DropPath(dropPath));
        _adds = stride == 1 && inChannels == outChannels;
    }

    /// <inheritdoc/>
    protected override Module CreateInferenceForm() => _adds ? new Folded(_block.OptimizeForInference()) : _block.OptimizeForInference();

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x)
    {
        Tensor branch = _block.Forward(x); // [batch, out, height / stride, width / stride]
        return _adds ? Add(x, _dropPath.Forward(branch)) : branch;
    }

    private static Tensor Add(Tensor x, Tensor branch)
    {
        Tensor y = x + branch;
        branch.ReleaseAfter(y);
        return y;
    }

    private sealed class Folded : Module
    {
        private readonly Module _block;

        public Folded(Module block)
        {
            _block = Register("block", block);
        }

        /// <inheritdoc/>
        protected override Tensor Compute(Tensor x) => Add(x, _block.Forward(x));
    }
}
