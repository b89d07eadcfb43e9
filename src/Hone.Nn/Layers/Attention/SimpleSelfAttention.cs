namespace Hone.Nn;

/// <summary>Mixes channels by how much they agree over the image: y = gamma (x x^T) conv(x) + x, where gamma begins at 0.</summary>
/// <remarks>
/// With x as a matrix of channels by places, conv is a linear map of the channels at every place and x x^T holds the inner products of channels, so the cost grows linearly with the places, where
/// <see cref="SelfAttention"/> grows with their square. fastai's <c>SimpleSelfAttention</c> with its names (<c>conv.weight_orig</c>, <c>gamma</c>), its spectral normalization of the map, and without
/// its symmetric form. Shapes: x <c>[batch, channels, height, width]</c>, y like x.
/// </remarks>
internal sealed class SimpleSelfAttention : Module
{
    private readonly int _channels;
    private readonly SpectralPointwise _map;
    private readonly Parameter _gamma;

    public SimpleSelfAttention(int channels)
    {
        _channels = channels;
        _map = Register("conv", new SpectralPointwise(channels, channels));
        _gamma = RegisterParameter("gamma", [1], Initializers.Zeros);
    }

    protected override Module CreateInferenceForm() => new Fixed(_map.Normalized(), _gamma.Value.Detach().ContiguousCopy().Keep());

    protected override Tensor Compute(Tensor x) => Mix(x, _channels, _map.Forward, _gamma.Value);

    private static Tensor Mix(Tensor x, int channels, Func<Tensor, Tensor> map, Tensor gamma)
    {
        // Channels last, which is how images lie in memory: [batch, height, width, channels].
        Tensor last = x.Permute(0, 2, 3, 1);
        Tensor rows = last.Reshape(x.Shape[0], -1, channels); // [batch, places, channels]
        Tensor agreement = rows.Permute(0, 2, 1).MatMul(rows); // [batch, channels, channels], symmetric
        Tensor mixed = map(rows).MatMul(agreement); // [batch, places, channels]
        Tensor y = mixed.Reshape(last.Shape.ToArray()).Permute(0, 3, 1, 2); // [batch, channels, height, width]
        return (gamma * y) + x;
    }

    /// <summary>The same with the map as it stands, normalized once.</summary>
    private sealed class Fixed(Tensor map, Tensor gamma) : Module
    {
        protected override Tensor Compute(Tensor x) => Mix(x, map.Shape[0], rows => rows.MatMul(map), gamma);
    }
}
