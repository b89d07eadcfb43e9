using System.Globalization;

namespace Hone.Nn;

/// <summary>Transformer encoder layers one after the other, with a layer normalization at the end where the layers normalize first.</summary>
/// <remarks>
/// PyTorch's <c>nn.TransformerEncoder</c> and its names (<c>layers.0.linear1.weight</c>, <c>norm.weight</c>). Difference: every layer gets first values of its
/// own (there all begin as copies of one). Shapes: x <c>[batch, time, size]</c>, y like x.
/// </remarks>
public sealed class TransformerEncoder : Module
{
    private readonly TransformerEncoderLayer[] _layers;
    private readonly LayerNorm? _norm;
    private readonly Sequential _list;

    /// <summary>Makes the encoder.</summary>
    /// <param name="layers">Number of layers, at least 1.</param>
    /// <param name="size">Features of the input and of the output.</param>
    /// <param name="heads">Number of heads, a divisor of the size.</param>
    /// <param name="options">Of each layer; PyTorch's defaults unless told.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is below 1.</exception>
    /// <exception cref="HoneException">The heads do not divide the size, or the fraction is out of range.</exception>
    public TransformerEncoder(int layers, int size, int heads, TransformerEncoderLayerOptions? options = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(layers, 1);
        options ??= new TransformerEncoderLayerOptions();
        Config = new TransformerEncoderConfig(layers, size, heads, options);
        _layers = [.. Enumerable.Range(0, layers).Select(_ => new TransformerEncoderLayer(size, heads, options))];
        _list = Register("layers", new Sequential(_layers));
        _norm = options.NormFirst ? Register("norm", new LayerNorm([size], new() { Epsilon = options.Epsilon })) : null;
    }

    /// <summary>Number of layers.</summary>
    public int Count => _layers.Length;

    /// <summary>Runs all layers under one mask.</summary>
    /// <inheritdoc cref="MultiheadAttention.Forward(Tensor, Tensor)" path="/*[not(self::summary)]"/>
    public Tensor Forward(Tensor x, Tensor? mask)
    {
        SetMask(mask);
        try
        {
            return Forward(x);
        }
        finally
        {
            SetMask(null);
        }
    }

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x)
    {
        Tensor encoded = _list.Forward(x);
        if (_norm is null)
        {
            return encoded;
        }

        Tensor y = _norm.Forward(encoded);
        LayerChain.Release(encoded, y, x);
        return y;
    }

    private void SetMask(Tensor? mask)
    {
        foreach (TransformerEncoderLayer layer in _layers)
        {
            layer.Mask = mask;
        }
    }
}
