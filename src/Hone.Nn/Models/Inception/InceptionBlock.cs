namespace Hone.Nn;

/// <summary>Branches side by side whose channels are joined.</summary>
/// <remarks>
/// torchvision's <c>InceptionA</c> to <c>InceptionE</c> with their names; the order of the convolutions is torchvision's and Keras' too. Shapes: x <c>[batch,
/// in, height, width]</c>, y <c>[batch, out, out height, out width]</c>.
/// </remarks>
internal sealed class InceptionBlock : Module
{
    private readonly InceptionBranch[] _branches;

    public InceptionBlock(params InceptionBranch[] branches)
    {
        _branches = branches;
        foreach (InceptionUnit unit in branches.SelectMany(branch => branch.Units))
        {
            Register(unit.Name, unit.Layer);
        }
    }

    /// <inheritdoc/>
    protected override Module CreateInferenceForm() => new InceptionBlock(Array.ConvertAll(_branches, branch => branch.OptimizeForInference()));

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x)
    {
        var results = new List<Tensor>();
        foreach (InceptionBranch branch in _branches)
        {
            branch.Run(x, results);
        }

        Tensor y = Tensor.Cat([.. results], 1);
        foreach (Tensor result in results)
        {
            result.ReleaseAfter(y);
        }

        return y;
    }
}
