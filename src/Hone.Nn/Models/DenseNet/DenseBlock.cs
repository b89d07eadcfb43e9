namespace Hone.Nn;

/// <summary>Layers whose outputs are joined to their inputs, one after the other.</summary>
/// <remarks>torchvision's <c>_DenseBlock</c>. Shapes: x <c>[batch, in, height, width]</c>, y <c>[batch, in + layers growth, height, width]</c>.</remarks>
internal sealed class DenseBlock : Module
{
    private readonly DenseLayer[] _layers;

    public DenseBlock(int inChannels, int layers, int growth)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(layers, 1);
        _layers = new DenseLayer[layers];
        for (int i = 0; i < layers; i++)
        {
            _layers[i] = Register($"denselayer{i + 1}", new DenseLayer(inChannels + (i * growth), growth));
        }

        OutChannels = inChannels + (layers * growth);
    }

    /// <summary>Channels of the output.</summary>
    public int OutChannels { get; }

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x)
    {
        Tensor joined = x;
        foreach (DenseLayer layer in _layers)
        {
            Tensor added = layer.Forward(joined); // [batch, growth, height, width]
            Tensor next = Tensor.Cat([joined, added], 1);
            added.ReleaseAfter(next);
            LayerChain.Release(joined, next, x);
            joined = next;
        }

        return joined;
    }
}
