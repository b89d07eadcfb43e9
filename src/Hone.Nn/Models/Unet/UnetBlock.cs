namespace Hone.Nn;

/// <summary>One step up of a U-Net: enlarges the features, joins them with those of the encoder at that size, two convolutions.</summary>
/// <remarks>
/// fastai's <c>UnetBlock</c> with its names (<c>shuf.0.0</c>, <c>bn</c>, <c>conv1.0</c>, <c>conv2.0</c>). y = conv2(conv1(max(cat(up(x), bn(skip)), 0)));
/// each convolution has a bias, or a normalization if told, and a ReLU. The enlarged features already come out of a ReLU, so only the skip's half is rectified again, as part of
/// its normalization. Where an odd size was rounded on the way down, the enlarged features are resized to the skip by nearest neighbours. Shapes: x
/// <c>[batch, up, height, width]</c>, skip <c>[batch, skip, about 2 height, about 2 width]</c>, y <c>[batch, out, skip height, skip width]</c>.
/// </remarks>
public sealed class UnetBlock : Module
{
    private static readonly InterpolateOptions Nearest = new();

    private readonly PixelShuffleIcnr _shuffle;
    private readonly BatchNorm2d _norm;
    private readonly ConvLayer _conv1;
    private readonly ConvLayer _conv2;

    /// <summary>Makes the block.</summary>
    /// <param name="upChannels">Channels from below; they are halved by the enlargement.</param>
    /// <param name="skipChannels">Channels of the encoder at this size.</param>
    /// <param name="options">fastai's defaults unless told.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is too small; attention needs 8 channels behind the convolutions.</exception>
    public UnetBlock(int upChannels, int skipChannels, UnetBlockOptions? options = null)
    {
        options ??= new UnetBlockOptions();
        ArgumentOutOfRangeException.ThrowIfLessThan(upChannels, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(skipChannels, 1);
        int joined = checked((upChannels / 2) + skipChannels);
        OutChannels = options.OutChannels ?? (options.KeepsChannels ? joined : joined / 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(OutChannels, 1, nameof(options.OutChannels));
        _shuffle = Register("shuf", new PixelShuffleIcnr(upChannels, new() { OutChannels = upChannels / 2, Blur = options.Blur, Norm = options.Norm }));
        _norm = Register("bn", new BatchNorm2d(skipChannels, BlockNorms.Options(BlockNorm.Batch)));
        _conv1 = Register("conv1", new ConvLayer(joined, OutChannels, new() { Norm = options.Norm })).ApplyInit();
        _conv2 = Register("conv2", new ConvLayer(OutChannels, OutChannels, new() { Norm = options.Norm }, options.SelfAttention ? new SelfAttention(OutChannels) : null)).ApplyInit();
    }

    /// <summary>Channels of the output.</summary>
    public int OutChannels { get; }

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x) =>
        throw new ShapeException("UnetBlock takes the features from below and those of the encoder.", $"one input {x?.Shape}", nameof(UnetBlock), "call Forward([x, skip])");

    /// <inheritdoc/>
    protected override Tensor ComputeAll(IReadOnlyList<Tensor> inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        if (inputs.Count != 2)
        {
            throw new ShapeException("UnetBlock takes the features from below and those of the encoder.", $"{inputs.Count} inputs", nameof(UnetBlock), "call Forward([x, skip])");
        }

        return Join(inputs[0], inputs[1]);
    }

    /// <summary><see cref="Module.Forward(IReadOnlyList{Tensor})"/> without a list.</summary>
    /// <param name="x">Features from below.</param>
    /// <param name="skip">Features of the encoder.</param>
    internal Tensor ForwardWith(Tensor x, Tensor skip) => Traced(x, (Block: this, Skip: skip), static (run, input) => run.Block.Join(input, run.Skip), static y => y);

    private Tensor Join(Tensor x, Tensor skip)
    {
        Tensor up = Resized(_shuffle.Forward(x), skip.Shape); // [batch, up / 2, skip height, skip width]
        Tensor rectified = Rectified(skip); // [batch, skip, skip height, skip width]
        Tensor joined = Tensor.Cat([up, rectified], 1);
        up.ReleaseAfter(joined);
        rectified.ReleaseAfter(joined);
        Tensor h = _conv1.Forward(joined);
        joined.ReleaseAfter(h);
        Tensor y = _conv2.Forward(h);
        h.ReleaseAfter(y);
        return y;
    }

    /// <summary>x at the height and width of another shape, by nearest neighbours.</summary>
    internal static Tensor Resized(Tensor x, Shape size)
    {
        if (x.Shape[2] == size[2] && x.Shape[3] == size[3])
        {
            return x;
        }

        Tensor y = Ops.Interpolate.Forward(x, new Size2d(size[2], size[3]), Nearest);
        x.ReleaseAfter(y);
        return y;
    }

    private Tensor Rectified(Tensor skip)
    {
        if (!_norm.HasHooks)
        {
            return _norm.NormalizeRelu(skip);
        }

        return _norm.Forward(skip).Relu();
    }
}
