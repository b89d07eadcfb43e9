namespace Hone.Nn;

/// <summary>Convolution, normalization, activation: the unit of which convolutional nets are made.</summary>
/// <remarks>
/// fastai's <c>ConvLayer</c>, with its names (<c>0.weight</c> for the convolution, <c>1.weight</c> for the normalization) and its
/// initialization: no bias before a normalization, whose shift begins at 1e-3; Kaiming uniform weights before ReLU, LeakyReLU, GELU, SiLU and Mish, Xavier uniform
/// weights before Sigmoid and Tanh, PyTorch's rule without an activation; bias normal with deviation 0.01. Difference: fastai leaves PyTorch's rule before GELU. Shapes as
/// <see cref="Conv2d"/>. Normalization and ReLU run as one operation unless a hook watches one of them.
/// </remarks>
public sealed class ConvLayer : Module
{
    private readonly Conv2d _convolution;
    private readonly BatchNorm2d? _norm;
    private readonly Module? _activation;
    private readonly Module? _extra;

    /// <summary>Makes the block.</summary>
    /// <param name="inChannels">Channels of the input.</param>
    /// <param name="outChannels">Channels of the output.</param>
    /// <param name="options">fastai's defaults unless told.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is below 1.</exception>
    public ConvLayer(int inChannels, int outChannels, ConvLayerOptions? options = null)
        : this(inChannels, outChannels, options, null)
    {
    }

    /// <summary>Makes the block with one more layer at its end; fastai's <c>xtra</c>.</summary>
    internal ConvLayer(int inChannels, int outChannels, ConvLayerOptions? options, Module? extra)
    {
        options ??= new ConvLayerOptions();
        Config = extra is null ? new ConvLayerConfig(inChannels, outChannels, options) : null;
        Size2d kernel = options.KernelSize;
        _convolution = Register("0", new Conv2d(inChannels, outChannels, kernel, new Conv2dLayerOptions
        {
            Stride = options.Stride,
            Padding = options.Padding ?? new Size2d((kernel.Height - 1) / 2, (kernel.Width - 1) / 2),
            Groups = options.Groups,
            Bias = options.Bias ?? (options.Norm == BlockNorm.None),
            WeightInitializer = Activations.Weights(options.Activation),
            BiasInitializer = Initializers.Normal(0.01),
        }));
        if (options.Norm != BlockNorm.None)
        {
            _norm = Register("1", new BatchNorm2d(outChannels, BlockNorms.Options(options.Norm)));
        }

        if (Activations.Layer(options.Activation) is { } activation)
        {
            _activation = Register(_norm is null ? "1" : "2", activation);
        }

        if (extra is not null)
        {
            _extra = Register(Children().Count().ToString(System.Globalization.CultureInfo.InvariantCulture), extra);
        }
    }

    /// <summary>Whether a hook wants to see a part, so that the parts must run one by one.</summary>
    internal bool IsWatched => _convolution.HasHooks || _norm is { HasHooks: true } || _activation is { HasHooks: true };

    /// <summary>max(norm(conv(x)) + shortcut(x), 0), with the sum and the ReLU inside the normalization where possible.</summary>
    internal Tensor ForwardAddRelu(Tensor x, Tensor residual)
    {
        if (_norm is null || _activation is not null || _extra is not null || IsWatched || HasHooks)
        {
            Tensor plain = Forward(x); // [batch, out, out height, out width]
            Tensor sum = plain + residual;
            plain.ReleaseAfter(sum);
            Tensor rectified = sum.Relu();
            sum.ReleaseAfter(rectified);
            return rectified;
        }

        return ConvNorm.AddRelu(_convolution, _norm, x, residual); // [batch, out, out height, out width]
    }

    /// <summary>Convolution, normalization and ReLU as one operation; without another activation.</summary>
    internal FusedConvolution Fuse(bool addsAndRectifies = false) => new(_convolution, _norm, _activation is ReLU || addsAndRectifies);

    /// <inheritdoc/>
    protected override Module CreateInferenceForm()
    {
        if (_extra is not null)
        {
            return base.CreateInferenceForm();
        }

        return _activation is null or ReLU ? Fuse() : new Sequential(Fuse(), _activation.OptimizeForInference());
    }

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x)
    {
        Tensor y = Activated(x);
        if (_extra is null)
        {
            return y;
        }

        Tensor more = _extra.Forward(y);
        y.ReleaseAfter(more);
        return more;
    }

    private Tensor Activated(Tensor x)
    {
        if (_norm is not null && _activation is ReLU && !IsWatched)
        {
            return ConvNorm.Relu(_convolution, _norm, x);
        }

        Tensor y = _norm is null ? _convolution.Forward(x) : ConvNorm.Plain(_convolution, _norm, x); // [batch, out, out height, out width]
        if (_activation is null)
        {
            return y;
        }

        Tensor active = _activation.Forward(y);
        y.ReleaseAfter(active);
        return active;
    }
}
