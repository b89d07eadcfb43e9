using System.Buffers;

namespace Hone.Nn;

/// <summary>Branches side by side whose channels are joined.</summary>
/// <remarks>
/// torchvision's <c>InceptionA</c> to <c>InceptionE</c> with their names; the order of the convolutions is torchvision's and Keras' too. Shapes: x <c>[batch,
/// in, height, width]</c>, y <c>[batch, out, out height, out width]</c>.
/// </remarks>
internal sealed class InceptionBlock : Module
{
    private readonly InceptionBranch[] _branches;
    private readonly Module[][] _layers;
    private readonly int _resultCount;

    public InceptionBlock(params InceptionBranch[] branches)
    {
        _branches = branches;
        _layers = Array.ConvertAll(branches, branch => branch.Layers());
        _resultCount = branches.Sum(branch => branch.ResultCount);
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
        Tensor[] rented = ArrayPool<Tensor>.Shared.Rent(_resultCount);
        try
        {
            return Join(x, rented.AsSpan(0, _resultCount));
        }
        finally
        {
            ArrayPool<Tensor>.Shared.Return(rented, clearArray: true);
        }
    }

    private Tensor Join(Tensor x, Span<Tensor> results)
    {
        int count = 0;
        for (int i = 0; i < _branches.Length; i++)
        {
            _branches[i].Run(_layers[i], x, results[count..]);
            count += _branches[i].ResultCount;
        }

        Tensor y = Tensor.Cat(results, 1);
        foreach (Tensor result in results)
        {
            result.ReleaseAfter(y);
        }

        return y;
    }
}
