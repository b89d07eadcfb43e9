namespace Hone.Nn;

/// <summary>A residual block: y = max(conv(conv(x)) + shortcut(x), 0) (He et al. 2016).</summary>
/// <remarks>
/// fastai's <c>ResBlock</c> with expansion 1, with its names (<c>convpath.0.0.weight</c>, <c>idpath.0.0.weight</c>). The second
/// normalization begins with scale 0, so that the block begins as its shortcut. The shortcut is the identity, or an average over 2x2 pixels (rounding
/// up) where the stride is 2, then a 1x1 convolution without activation where the channels differ. Normalization, sum and ReLU run as one
/// operation. Shapes: x <c>[batch, in, height, width]</c>, y <c>[batch, out, height / stride, width / stride]</c>, rounded up.
/// </remarks>
public sealed class ResBlock : Module
{
    private readonly ConvLayer _first;
    private readonly ConvLayer _second;
    private readonly Sequential _shortcut;

    /// <summary>Makes the block.</summary>
    /// <param name="inChannels">Channels of the input.</param>
    /// <param name="outChannels">Channels of the output.</param>
    /// <param name="options">fastai's defaults unless told.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is below 1, or the stride is neither 1 nor 2.</exception>
    public ResBlock(int inChannels, int outChannels, ResBlockOptions? options = null)
    {
        options ??= new ResBlockOptions();
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Stride, 1, nameof(options.Stride));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.Stride, 2, nameof(options.Stride));
        int firstStride = options.StrideInSecond ? 1 : options.Stride;
        int secondStride = options.StrideInSecond ? options.Stride : 1;
        _first = new ConvLayer(inChannels, outChannels, new() { KernelSize = options.KernelSize, Stride = firstStride, Norm = options.Norm });
        _second = new ConvLayer(outChannels, outChannels, new()
        {
            KernelSize = options.KernelSize,
            Stride = secondStride,
            Norm = options.Norm == BlockNorm.None ? BlockNorm.None : BlockNorm.BatchZero,
            Activation = Activation.None,
        });
        Register("convpath", new Sequential(_first, _second));
        _shortcut = Register("idpath", Shortcut(inChannels, outChannels, options));
    }

    /// <inheritdoc/>
    protected override Module CreateInferenceForm() =>
        new FusedResidual(_shortcut.OptimizeForInference(), _first.Fuse(), _second.Fuse(addsAndRectifies: true));

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x)
    {
        Tensor residual = _shortcut.Forward(x); // [batch, out, out height, out width]
        Tensor h = _first.Forward(x);
        Tensor y = _second.ForwardAddRelu(h, residual);
        h.ReleaseAfter(y);
        LayerChain.Release(residual, y, x);
        return y;
    }

    private static Sequential Shortcut(int inChannels, int outChannels, ResBlockOptions options)
    {
        var layers = new List<Module>();
        if (options.Stride != 1)
        {
            layers.Add(new AvgPool2d(options.Stride, new AvgPool2dOptions { CeilMode = true }));
        }

        if (inChannels != outChannels)
        {
            layers.Add(new ConvLayer(inChannels, outChannels, new() { KernelSize = 1, Norm = options.ShortcutNorm, Activation = Activation.None }));
        }

        return new Sequential([.. layers]);
    }
}
