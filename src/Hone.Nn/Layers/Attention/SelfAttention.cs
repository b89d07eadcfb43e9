namespace Hone.Nn;

/// <summary>Lets every place of an image look at every other one: y = gamma attention(x) + x, where gamma begins at 0.</summary>
/// <remarks>
/// <para>
/// With f, g and h linear maps of the channels, attention(x)_j is the mean of h(x)_i over all places i, weighted by the softmax over i of f(x)_i . g(x)_j. f and g
/// have an eighth of the channels. The matrix of weights, places times places, is never stored, so memory grows with the places and time with their square.
/// </para>
/// fastai's <c>SelfAttention</c> with its names (<c>query.0.weight_orig</c>, <c>key</c>, <c>value</c>, <c>gamma</c>) and its spectral normalization of the three maps. Source: Zhang et al. 2019, "Self-Attention
/// Generative Adversarial Networks". Shapes: x <c>[batch, channels, ...]</c>, such as <c>[batch, channels, height, width]</c>; y like x.
/// </remarks>
public sealed class SelfAttention : Module
{
    private const int Reduction = 8;

    private static readonly AttentionOptions Unscaled = new() { Scale = 1 };

    private readonly int _channels;
    private readonly Sequential _query;
    private readonly Sequential _key;
    private readonly Sequential _value;
    private readonly Parameter _gamma;

    /// <summary>Makes the layer.</summary>
    /// <param name="channels">Channels of the input, at least 8.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than 8 channels.</exception>
    public SelfAttention(int channels)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(channels, Reduction);
        _channels = channels;
        Config = new SelfAttentionConfig(channels);
        _query = Register("query", new Sequential(new SpectralPointwise(channels, channels / Reduction)));
        _key = Register("key", new Sequential(new SpectralPointwise(channels, channels / Reduction)));
        _value = Register("value", new Sequential(new SpectralPointwise(channels, channels)));
        _gamma = RegisterParameter("gamma", [1], Initializers.Zeros);
    }

    /// <summary>gamma: [1], the weight of what the other places say.</summary>
    public Parameter Gamma => _gamma;

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x)
    {
        if (x.Rank < 3 || x.Shape[1] != _channels)
        {
            throw new ShapeException($"SelfAttention reads [batch, {_channels}, ...places].", $"{x.Shape}", nameof(SelfAttention), "make the layer for the channels of the one before");
        }

        // Channels last, which is how images lie in memory: [batch, ...places, channels].
        Tensor last = ChannelsTo(x.Rank - 1, x, from: 1);
        Tensor rows = last.Reshape(x.Shape[0], -1, _channels); // [batch, places, channels]

        // fastai normalizes over the places of its "query": they are what attention calls keys, and its "key" asks.
        Tensor asked = _key.Forward(rows).Unsqueeze(1); // [batch, 1, places, channels / 8]
        Tensor answers = _query.Forward(rows).Unsqueeze(1); // [batch, 1, places, channels / 8]
        Tensor values = _value.Forward(rows).Unsqueeze(1); // [batch, 1, places, channels]
        Tensor seen = asked.ScaledDotProductAttention(answers, values, Unscaled); // [batch, 1, places, channels]
        Tensor y = ChannelsTo(1, seen.Reshape(last.Shape.AsSpan()), from: x.Rank - 1); // [batch, channels, ...places]
        return (_gamma.Value * y) + x;
    }

    /// <summary>One axis at another place, the others in their order.</summary>
    private static Tensor ChannelsTo(int axis, Tensor x, int from)
    {
        Span<int> order = stackalloc int[x.Rank];
        int next = 0;
        for (int i = 0; i < order.Length; i++)
        {
            next += next == from ? 1 : 0;
            order[i] = i == axis ? from : next++;
        }

        return x.Permute(order);
    }
}
