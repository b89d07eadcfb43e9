namespace Hone.Nn;

/// <summary>Attention of a sequence to itself, then two linear layers at each position; each with a shortcut and layer normalization.</summary>
/// <remarks>
/// PyTorch's <c>nn.TransformerEncoderLayer</c> with <c>batch_first=True</c> and its names (<c>self_attn</c>, <c>linear1</c>, <c>linear2</c>, <c>norm1</c>,
/// <c>norm2</c>). Normalization last: x = norm1(x + attention(x)), y = norm2(x + feedforward(x)); first: x = x + attention(norm1(x)),
/// y = x + feedforward(norm2(x)). Shapes: x <c>[batch, time, size]</c>, y like x. Sources: Vaswani et al. 2017; Xiong et al. 2020 for normalization first.
/// </remarks>
public sealed class TransformerEncoderLayer : Module
{
    private readonly MultiheadAttention _attention;
    private readonly Linear _linear1;
    private readonly Linear _linear2;
    private readonly LayerNorm _norm1;
    private readonly LayerNorm _norm2;
    private readonly Dropout _dropout;
    private readonly Dropout _dropout1;
    private readonly Dropout _dropout2;
    private readonly TransformerEncoderLayerOptions _options;

    /// <summary>Makes the layer.</summary>
    /// <param name="size">Features of the input and of the output.</param>
    /// <param name="heads">Number of heads, a divisor of the size.</param>
    /// <param name="options">PyTorch's defaults unless told.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is below 1.</exception>
    /// <exception cref="HoneException">The heads do not divide the size, or the fraction is out of range.</exception>
    public TransformerEncoderLayer(int size, int heads, TransformerEncoderLayerOptions? options = null)
    {
        _options = options ?? new TransformerEncoderLayerOptions();
        Config = new TransformerEncoderLayerConfig(size, heads, _options);
        _attention = Register("self_attn", new MultiheadAttention(size, heads, new() { Dropout = _options.Dropout, IsCausal = _options.IsCausal }));
        _linear1 = Register("linear1", new Linear(size, _options.FeedForwardSize));
        _dropout = Register("dropout", new Dropout(_options.Dropout));
        _linear2 = Register("linear2", new Linear(_options.FeedForwardSize, size));
        _norm1 = Register("norm1", new LayerNorm([size], new() { Epsilon = _options.Epsilon }));
        _norm2 = Register("norm2", new LayerNorm([size], new() { Epsilon = _options.Epsilon }));
        _dropout1 = Register("dropout1", new Dropout(_options.Dropout));
        _dropout2 = Register("dropout2", new Dropout(_options.Dropout));
    }

    /// <summary>The mask of the forward pass that runs now.</summary>
    internal Tensor? Mask { get; set; }

    /// <summary>Runs the layer under a mask.</summary>
    /// <inheritdoc cref="MultiheadAttention.Forward(Tensor, Tensor)" path="/*[not(self::summary)]"/>
    public Tensor Forward(Tensor x, Tensor? mask)
    {
        Mask = mask;
        try
        {
            return Forward(x);
        }
        finally
        {
            Mask = null;
        }
    }

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x)
    {
        if (_options.NormFirst)
        {
            Tensor attended = Sum(x, Attention(_norm1.Forward(x), x), x);
            Tensor y = Sum(attended, FeedForward(_norm2.Forward(attended), x), x);
            return y;
        }

        Tensor first = Chain(_norm1, Sum(x, Attention(x, x), x), x);
        return Chain(_norm2, Sum(first, FeedForward(first, x), x), x);
    }

    private Tensor Attention(Tensor x, Tensor input)
    {
        Tensor y = _attention.Forward(x, Mask);
        return Chain(_dropout1, y, input);
    }

    private Tensor FeedForward(Tensor x, Tensor input)
    {
        Tensor hidden = _linear1.Forward(x); // [batch, time, feed-forward]
        Tensor active = _options.Activation == TransformerActivation.GELU ? hidden.Gelu() : hidden.Relu();
        LayerChain.Release(hidden, active, input);
        Tensor y = Chain(_linear2, Chain(_dropout, active, input), input); // [batch, time, size]
        return Chain(_dropout2, y, input);
    }

    /// <summary>Runs a layer over an intermediate result, which then goes back to the pool unless the tape holds it.</summary>
    private static Tensor Chain(Module layer, Tensor x, Tensor input)
    {
        Tensor y = layer.Forward(x);
        LayerChain.Release(x, y, input);
        return y;
    }

    private static Tensor Sum(Tensor shortcut, Tensor branch, Tensor input)
    {
        Tensor y = shortcut + branch;
        LayerChain.Release(branch, y, input);
        return y;
    }
}
