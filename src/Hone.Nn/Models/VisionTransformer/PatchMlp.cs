namespace Hone.Nn;

/// <summary>y = fc2(gelu(fc1(x))) for each token.</summary>
/// <remarks>timm's <c>Mlp</c> with its names. Shapes: x <c>[batch, tokens, size]</c>, y like x.</remarks>
internal sealed class PatchMlp : Module
{
    private readonly Linear _widen;
    private readonly Linear _narrow;

    public PatchMlp(int size, int hidden)
    {
        _widen = Register("fc1", PatchFeatures.Dense(size, hidden));
        _narrow = Register("fc2", PatchFeatures.Dense(hidden, size));
    }

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x)
    {
        Tensor wide = _widen.Forward(x); // [batch, tokens, hidden]
        Tensor active = wide.Gelu();
        wide.ReleaseAfter(active);
        Tensor y = _narrow.Forward(active);
        active.ReleaseAfter(y);
        return y;
    }
}
