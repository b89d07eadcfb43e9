namespace Hone.Nn;

/// <summary>Weights each channel by a number from 0 to 1 that depends on the means of all channels.</summary>
/// <remarks>
/// fastai's <c>SEModule</c> with its names (<c>layers.1.0.weight</c>, <c>layers.2.0.weight</c>): y = x sigmoid(W2 a(W1 mean(x))), where a is max(., 0) unless told, with
/// channels / reduction hidden values, rounded up to a multiple of 8. Shapes: x <c>[batch, channels, height, width]</c>, y like x. Source: Hu et al. 2018.
/// </remarks>
public sealed class SqueezeExcite : Module
{
    private readonly ConvLayer _reduce;
    private readonly ConvLayer _expand;
    private readonly Module[] _layers;

    /// <summary>Makes the layer.</summary>
    /// <param name="channels">Channels of the input, at least <paramref name="reduction"/>.</param>
    /// <param name="reduction">Divisor for the hidden values; 16 as in the paper.</param>
    /// <param name="activation">a; ReLU as in the paper.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is below 1, or the reduction above the channels.</exception>
    public SqueezeExcite(int channels, int reduction = 16, Activation activation = Activation.ReLU)
    {
        Config = new SqueezeExciteConfig(channels, reduction, activation);
        ArgumentOutOfRangeException.ThrowIfLessThan(reduction, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(reduction, channels);
        int hidden = ((channels / reduction) + 7) / 8 * 8;
        _reduce = new ConvLayer(channels, hidden, new() { KernelSize = 1, Norm = BlockNorm.None, Activation = activation });
        _expand = new ConvLayer(hidden, channels, new() { KernelSize = 1, Norm = BlockNorm.None, Activation = Activation.None });

        // fastai counts the product as a layer of its own.
        _layers = [new AdaptiveAvgPool2d(1), _reduce, _expand];
        Register("layers", new Sequential([.. _layers, new Identity()]));
    }

    /// <inheritdoc/>
    protected override Module CreateInferenceForm() => new Folded(_reduce.OptimizeForInference(), _expand.OptimizeForInference());

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x) => Weight(_layers, x);

    private static Tensor Weight(Module[] layers, Tensor x)
    {
        Tensor logits = LayerChain.Run(layers, x); // [batch, channels, 1, 1]
        return x * logits.Sigmoid();
    }

    /// <summary>The same without parameters.</summary>
    private sealed class Folded : Module
    {
        private readonly Module[] _layers;

        public Folded(Module reduce, Module expand)
        {
            _layers = [new AdaptiveAvgPool2d(1), reduce, expand];
            Register("layers", new Sequential(_layers));
        }

        /// <inheritdoc/>
        protected override Tensor Compute(Tensor x) => Weight(_layers, x);
    }
}
