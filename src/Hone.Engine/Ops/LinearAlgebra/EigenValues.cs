using Hone.Autograd;

namespace Hone.Ops;

/// <summary>The eigenvalues among the results of SymmetricEigen.</summary>
internal sealed class EigenValues : Node
{
    private readonly Tensor _vectors;

    private EigenValues(Tensor a, Tensor vectors)
        : base(a) => _vectors = Save(vectors);

    /// <summary>Hangs the history of a on the eigenvalues.</summary>
    public static Tensor Record(Tensor a, Tensor values, Tensor vectors) => new EigenValues(a, vectors).Attach(values);

    /// <inheritdoc/>
    protected override void Backward(Tensor gradient)
    {
        // da = V diag(dvalues) V^T
        Pass(0, (_vectors * gradient.Unsqueeze(-2)).MatMul(_vectors.Transpose()));
    }
}
