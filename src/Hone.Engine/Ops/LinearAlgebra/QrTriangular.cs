using Hone.Autograd;

namespace Hone.Ops;

/// <summary>R among the results of Qr.</summary>
internal sealed class QrTriangular : Node
{
    private readonly Tensor _q;
    private readonly Tensor _r;

    private QrTriangular(Tensor a, QrResult result)
        : base(a)
    {
        _q = Save(result.Q);
        _r = Save(result.R);
    }

    /// <summary>Hangs the history of a on R.</summary>
    public static Tensor Record(Tensor a, QrResult result) => new QrTriangular(a, result).Attach(result.R);

    /// <inheritdoc/>
    protected override void Backward(Tensor gradient)
    {
        int k = _q.Shape[-1];
        int more = _r.Shape[-1] - k;
        if (gradient.ElementCount == 0)
        {
            Pass(0, Tensor.Zeros(MatrixBatch.With(_q.Shape, _q.Shape[-2], _r.Shape[-1]), gradient.DType));
            return;
        }

        // da = Q mirror(U dU^T) U^-T for the square part U of R.
        Tensor inner = QrGradient.Square(_r).MatMul(QrGradient.Square(gradient).Transpose());
        if (more == 0)
        {
            Pass(0, QrGradient.ThroughTriangle(_q.MatMul(QrGradient.MirrorLower(inner)), _r));
            return;
        }

        // The other columns are Y = Q V: their gradient is Q dV, and Q receives Y dV^T beside.
        Tensor rest = gradient.Narrow(-1, k, more);
        Tensor beside = _r.Narrow(-1, k, more).MatMul(rest.Transpose());
        Tensor x = _q.MatMul(beside + QrGradient.MirrorLower(inner - beside.Transpose()));
        Pass(0, Tensor.Cat([QrGradient.ThroughTriangle(x, _r), _q.MatMul(rest)], -1));
    }
}
