namespace Hone.Nn;

/// <summary>Attention of all tokens to all tokens in several heads.</summary>
/// <remarks>
/// timm's <c>Attention</c> with its names (<c>qkv</c>, <c>proj</c>); <see cref="MultiheadAttention"/> is PyTorch's, with other names and first values. Shapes: x
/// <c>[batch, tokens, size]</c>, y like x.
/// </remarks>
internal sealed class PatchAttention : Module
{
    private readonly int _heads;
    private readonly Linear _queriesKeysValues;
    private readonly Linear _projection;

    public PatchAttention(int size, int heads)
    {
        _heads = heads;
        _queriesKeysValues = Register("qkv", PatchFeatures.Dense(size, checked(3 * size)));
        _projection = Register("proj", PatchFeatures.Dense(size, size));
    }

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x)
    {
        Tensor packed = _queriesKeysValues.Forward(x); // [batch, tokens, 3 size]
        Tensor attended = packed.SelfAttention(_heads); // [batch, tokens, size]
        packed.ReleaseAfter(attended);
        Tensor y = _projection.Forward(attended);
        attended.ReleaseAfter(y);
        return y;
    }
}
