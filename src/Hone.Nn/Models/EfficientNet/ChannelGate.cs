namespace Hone.Nn;

/// <summary>Weights each channel by a number from 0 to 1 that depends on the means of all channels: y = x sigmoid(fc2(silu(fc1(mean(x))))).</summary>
/// <remarks>
/// torchvision's <c>SqueezeExcitation</c> with its names (<c>fc1</c>, <c>fc2</c>); <see cref="SqueezeExcite"/> is fastai's, with other names and a ReLU. Shapes:
/// x <c>[batch, channels, height, width]</c>, y like x. Source: Hu et al. 2018.
/// </remarks>
internal sealed class ChannelGate : Module
{
    private readonly AdaptiveAvgPool2d _pool;
    private readonly Conv2d _squeeze;
    private readonly Conv2d _expand;

    public ChannelGate(int channels, int squeezed)
    {
        _pool = Register("avgpool", new AdaptiveAvgPool2d(1));
        _squeeze = Register("fc1", Convolution(channels, squeezed));
        _expand = Register("fc2", Convolution(squeezed, channels));
    }

    /// <inheritdoc/>
    protected override Module CreateInferenceForm() => new Folded(_squeeze.OptimizeForInference(), _expand.OptimizeForInference());

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x) => Run(_pool, _squeeze, _expand, x);

    private static Tensor Run(Module pool, Module squeeze, Module expand, Tensor x)
    {
        Tensor hidden = squeeze.Forward(pool.Forward(x)); // [batch, squeezed, 1, 1]
        Tensor gate = expand.Forward(hidden.Silu()).Sigmoid(); // [batch, channels, 1, 1]
        return x * gate;
    }

    private static Conv2d Convolution(int inChannels, int outChannels) => new(inChannels, outChannels, 1, new()
    {
        WeightInitializer = Initializers.KaimingNormal(mode: FanMode.FanOut),
        BiasInitializer = Initializers.Zeros,
    });

    private sealed class Folded : Module
    {
        private readonly AdaptiveAvgPool2d _pool = new(1);
        private readonly Module _squeeze;
        private readonly Module _expand;

        public Folded(Module squeeze, Module expand)
        {
            _squeeze = Register("squeeze", squeeze);
            _expand = Register("expand", expand);
        }

        /// <inheritdoc/>
        protected override Tensor Compute(Tensor x) => Run(_pool, _squeeze, _expand, x);
    }
}
