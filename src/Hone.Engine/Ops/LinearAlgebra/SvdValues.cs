using Hone.Autograd;

namespace Hone.Ops;

/// <summary>The singular values among the results of Svd.</summary>
internal sealed class SvdValues : Node
{
    private readonly Tensor _u;
    private readonly Tensor _vh;

    private SvdValues(Tensor a, SvdResult result)
        : base(a)
    {
        _u = Save(result.U);
        _vh = Save(result.Vh);
    }

    /// <summary>Hangs the history of a on the singular values.</summary>
    public static Tensor Record(Tensor a, SvdResult result) => new SvdValues(a, result).Attach(result.S);

    /// <inheritdoc/>
    protected override void Backward(Tensor gradient)
    {
        // da = U diag(dS) Vh
        Pass(0, (_u * gradient.Unsqueeze(-2)).MatMul(_vh));
    }
}
