namespace Hone.Nn;

/// <summary>A residual block: y = max(path(x) + shortcut(x), 0) unless another activation is told, where the path is two convolutions or a bottleneck of three (He et al. 2016).</summary>
/// <remarks>
/// fastai's <c>ResBlock</c> with its names (<c>convpath.0.0.weight</c>, <c>idpath.0.0.weight</c>). The last normalization of the path begins with scale 0,
/// so that the block begins as its shortcut. The shortcut is the identity, or an average over 2x2 pixels (rounding up) where the stride is 2, then a
/// 1x1 convolution without activation where the channels differ. Normalization, sum and ReLU run as one operation, unless channels are weighted or mixed. Shapes:
/// x <c>[batch, in, height, width]</c>, y <c>[batch, out, height / stride, width / stride]</c>, rounded up.
/// </remarks>
public sealed class ResBlock : Module
{
    private readonly ConvLayer[] _path;
    private readonly Module[] _extras;
    private readonly Module[] _tail;
    private readonly Module? _activation;
    private readonly Sequential _shortcut;

    /// <summary>Makes the block.</summary>
    /// <param name="inChannels">Channels of the input.</param>
    /// <param name="outChannels">Channels of the output.</param>
    /// <param name="options">fastai's defaults unless told.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is below 1, the stride is neither 1 nor 2, or the bottleneck divides no channel.</exception>
    /// <exception cref="ShapeException">The groups do not divide the channels of their convolution.</exception>
    public ResBlock(int inChannels, int outChannels, ResBlockOptions? options = null)
    {
        options ??= new ResBlockOptions();
        Config = new ResBlockConfig(inChannels, outChannels, options, options.Activation == Activation.ReLU ? null : options.Activation);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Stride, 1, nameof(options.Stride));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.Stride, 2, nameof(options.Stride));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Expansion, 1, nameof(options.Expansion));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.Expansion, outChannels, nameof(options.Expansion));
        _path = options.Expansion == 1 ? Basic(inChannels, outChannels, options) : Bottleneck(inChannels, outChannels, options);
        Module[] weighting = options.Reduction is { } reduction ? [new SqueezeExcite(outChannels, reduction, options.Activation)] : [];
        Module[] mixing = options.SelfAttention ? [new SimpleSelfAttention(outChannels)] : [];
        _extras = [.. weighting, .. mixing];
        _tail = [_path[^1], .. _extras];
        Register("convpath", new Sequential([.. _path, .. _extras]));
        _shortcut = Register("idpath", Shortcut(inChannels, outChannels, options));
        _activation = Activations.Layer(options.Activation);

        // A ReLU is part of the last normalization where that is possible, and then nobody could watch it.
        if (_activation is not (null or ReLU))
        {
            Register("act", _activation);
        }
    }

    /// <inheritdoc/>
    protected override Module CreateInferenceForm()
    {
        Module shortcut = _shortcut.OptimizeForInference();
        if (_extras.Length > 0 || _activation is not ReLU)
        {
            Module[] parts = [.. _path, .. _extras];
            return new Folded(shortcut, Array.ConvertAll(parts, part => part.OptimizeForInference()), _activation);
        }

        FusedConvolution[] path = [.. _path.Select((layer, i) => layer.Fuse(addsAndRectifies: i == _path.Length - 1))];
        return new FusedResidual(shortcut, path);
    }

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x)
    {
        Tensor residual = _shortcut.Forward(x); // [batch, out, out height, out width]
        Tensor h = LayerChain.Run(_path.AsSpan(0, _path.Length - 1), x);
        Tensor y;
        if (_extras.Length == 0 && _activation is ReLU)
        {
            y = _path[^1].ForwardAddRelu(h, residual);
        }
        else
        {
            y = Join(LayerChain.Run(_tail, h), residual, _activation);
        }

        h.ReleaseAfter(y);
        LayerChain.Release(residual, y, x);
        return y;
    }

    /// <summary>activation(x + residual).</summary>
    private static Tensor Join(Tensor x, Tensor residual, Module? activation)
    {
        Tensor sum = x + residual;
        x.ReleaseAfter(sum);
        if (activation is null)
        {
            return sum;
        }

        Tensor y = activation.Forward(sum);
        sum.ReleaseAfter(y);
        return y;
    }

    private static ConvLayer[] Basic(int inChannels, int outChannels, ResBlockOptions options)
    {
        int hidden = options.Hidden ?? outChannels;
        int groups = options.Depthwise ? inChannels : options.Groups;
        return
        [
            new(inChannels, hidden, First(options) with { KernelSize = options.KernelSize, Stride = options.StrideInSecond ? 1 : options.Stride, Groups = groups }),
            new(hidden, outChannels, Last(options) with { KernelSize = options.KernelSize, Stride = options.StrideInSecond ? options.Stride : 1 }),
        ];
    }

    private static ConvLayer[] Bottleneck(int inChannels, int outChannels, ResBlockOptions options)
    {
        int hidden = options.Hidden ?? outChannels / options.Expansion;
        int first = options.FirstHidden ?? hidden;
        int groups = options.Depthwise ? first : options.Groups;
        return
        [
            new(inChannels, first, First(options) with { KernelSize = 1 }),
            new(first, hidden, First(options) with { KernelSize = options.KernelSize, Stride = options.Stride, Groups = groups }),
            new(hidden, outChannels, Last(options) with { KernelSize = 1 }),
        ];
    }

    private static ConvLayerOptions First(ResBlockOptions options) => new() { Norm = options.Norm, Activation = options.Activation };

    private static ConvLayerOptions Last(ResBlockOptions options) => new()
    {
        Norm = options.Norm == BlockNorm.None ? BlockNorm.None : BlockNorm.BatchZero,
        Activation = Activation.None,
    };

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

    /// <summary>A block whose path ends in more than convolutions, or whose sum ends in another activation than ReLU.</summary>
    private sealed class Folded : Module
    {
        private readonly Module _shortcut;
        private readonly Module[] _path;
        private readonly Module? _activation;

        public Folded(Module shortcut, Module[] path, Module? activation)
        {
            _shortcut = Register("shortcut", shortcut);
            _path = path;
            _activation = activation;
            Register("path", new Sequential(path));
        }

        /// <inheritdoc/>
        protected override Tensor Compute(Tensor x)
        {
            Tensor residual = _shortcut.Forward(x); // [batch, out, out height, out width]
            Tensor y = Join(LayerChain.Run(_path, x), residual, _activation);
            LayerChain.Release(residual, y, x);
            return y;
        }
    }
}
