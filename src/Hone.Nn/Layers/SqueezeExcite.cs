namespace Hone.Nn;

/// <summary>Weights each channel by a number from 0 to 1 that depends on the means of all channels.</summary>
/// <remarks>
/// fastai's <c>SEModule</c> with its names (<c>layers.1.0.weight</c>, <c>layers.2.0.weight</c>): y = x sigmoid(W2 max(W1 mean(x), 0)), with channels /
/// reduction hidden values, rounded up to a multiple of 8. Shapes: x <c>[batch, channels, height, width]</c>, y like x. Source: Hu et al. 2018.
/// </remarks>
public sealed class SqueezeExcite : Module
{
    private readonly AdaptiveAvgPool2d _pool = new(1);
    private readonly ConvLayer _reduce;
    private readonly ConvLayer _expand;

    /// <summary>Makes the layer.</summary>
    /// <param name="channels">Channels of the input, at least <paramref name="reduction"/>.</param>
    /// <param name="reduction">Divisor for the hidden values; 16 as in the paper.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is below 1, or the reduction above the channels.</exception>
    public SqueezeExcite(int channels, int reduction = 16)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(reduction, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(reduction, channels);
        int hidden = ((channels / reduction) + 7) / 8 * 8;
        _reduce = new ConvLayer(channels, hidden, new() { KernelSize = 1, Norm = BlockNorm.None });
        _expand = new ConvLayer(hidden, channels, new() { KernelSize = 1, Norm = BlockNorm.None, Activation = Activation.None });

        // fastai counts the product as a layer of its own.
        Register("layers", new Sequential(_pool, _reduce, _expand, new Identity()));
    }

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x)
    {
        Tensor logits = LayerChain.Run([_pool, _reduce, _expand], x); // [batch, channels, 1, 1]
        return x * logits.Sigmoid();
    }
}
