namespace Hone.Nn;

/// <summary>h = x + attention(norm1(x)), y = h + mlp(norm2(h)); either branch may be dropped for a sample in training.</summary>
/// <remarks>timm's <c>Block</c> with its names. Shapes: x <c>[batch, tokens, size]</c>, y like x.</remarks>
internal sealed class PatchBlock : Module
{
    private readonly Module[] _attention;
    private readonly Module[] _mlp;

    public PatchBlock(int size, int heads, int expansion, double dropPath)
    {
        _attention =
        [
            Register("norm1", PatchFeatures.Norm(size)),
            Register("attn", new PatchAttention(size, heads)),
            Register("drop_path1", new DropPath(dropPath)),
        ];
        _mlp =
        [
            Register("norm2", PatchFeatures.Norm(size)),
            Register("mlp", new PatchMlp(size, checked(expansion * size))),
            Register("drop_path2", new DropPath(dropPath)),
        ];
    }

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x)
    {
        Tensor h = Add(x, LayerChain.Run(_attention, x));
        Tensor y = Add(h, LayerChain.Run(_mlp, h));
        h.ReleaseAfter(y);
        return y;
    }

    private static Tensor Add(Tensor shortcut, Tensor branch)
    {
        Tensor sum = shortcut + branch;
        branch.ReleaseAfter(sum);
        return sum;
    }
}
