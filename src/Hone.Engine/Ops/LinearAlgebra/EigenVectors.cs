using Hone.Autograd;

namespace Hone.Ops;

/// <summary>The eigenvectors among the results of SymmetricEigen.</summary>
internal sealed class EigenVectors : Node
{
    private readonly Tensor _values;
    private readonly Tensor _vectors;

    private EigenVectors(Tensor a, Tensor values, Tensor vectors)
        : base(a)
    {
        _values = Save(values);
        _vectors = Save(vectors);
    }

    /// <summary>Hangs the history of a on the eigenvectors.</summary>
    public static Tensor Record(Tensor a, Tensor values, Tensor vectors) => new EigenVectors(a, values, vectors).Attach(vectors);

    /// <inheritdoc/>
    protected override void Backward(Tensor gradient)
    {
        // P = V^T dV. Vectors can only turn towards each other, so that the part of P with opposite signs across the diagonal counts:
        // da = V (((P - P^T) / 2) / (value j - value i)) V^T
        Tensor p = _vectors.Transpose().MatMul(gradient);
        Tensor turns = SpectralQuotients.ByGap((p - p.Transpose()) * 0.5, _values, nameof(TensorOperations.SymmetricEigen));
        Pass(0, _vectors.MatMul(turns).MatMul(_vectors.Transpose()));
    }
}
