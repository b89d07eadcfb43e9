using Hone.Autograd;

namespace Hone.Ops;

/// <summary>The left or the right singular vectors among the results of Svd.</summary>
internal sealed class SvdVectors : Node
{
    private readonly Tensor _u;
    private readonly Tensor _s;
    private readonly Tensor _vh;
    private readonly bool _isRight;

    private SvdVectors(Tensor a, SvdResult result, bool isRight)
        : base(a)
    {
        _u = Save(result.U);
        _s = Save(result.S);
        _vh = Save(result.Vh);
        _isRight = isRight;
    }

    /// <summary>Hangs the history of a on U or Vh.</summary>
    public static Tensor Record(Tensor a, SvdResult result, bool isRight) => new SvdVectors(a, result, isRight).Attach(isRight ? result.Vh : result.U);

    /// <inheritdoc/>
    protected override void Backward(Tensor gradient)
    {
        // The right vectors of a are the left ones of a^T.
        Pass(0, _isRight ? Left(_vh.Transpose(), _u.Transpose(), gradient.Transpose()).Transpose() : Left(_u, _vh, gradient));
    }

    private Tensor Left(Tensor u, Tensor vh, Tensor gradient)
    {
        // 1. The vectors turn towards each other: P = U^T dU, X = (P - P^T) / (s j^2 - s i^2), U X S.
        Tensor p = u.Transpose().MatMul(gradient);
        Tensor turns = SpectralQuotients.BySquaredGap(p - p.Transpose(), _s, nameof(TensorOperations.Svd));
        Tensor inner = u.MatMul(turns * _s.Unsqueeze(-2));

        // 2. Where there are more rows than vectors, they turn out of their span as well: (dU - U P) S^-1.
        if (u.Shape[-2] > u.Shape[-1])
        {
            inner += SpectralQuotients.ByValue(gradient - u.MatMul(p), _s, nameof(TensorOperations.Svd));
        }

        return inner.MatMul(vh);
    }
}
