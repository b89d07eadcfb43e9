using Hone.Autograd;

namespace Hone.Ops;

/// <summary>Q among the results of Qr.</summary>
internal sealed class QrOrthogonal : Node
{
    private readonly Tensor _q;
    private readonly Tensor _r;

    private QrOrthogonal(Tensor a, QrResult result)
        : base(a)
    {
        _q = Save(result.Q);
        _r = Save(result.R);
    }

    /// <summary>Hangs the history of a on Q.</summary>
    public static Tensor Record(Tensor a, QrResult result) => new QrOrthogonal(a, result).Attach(result.Q);

    /// <inheritdoc/>
    protected override void Backward(Tensor gradient)
    {
        int rows = _q.Shape[-2];
        int more = _r.Shape[-1] - _q.Shape[-1];
        if (gradient.ElementCount == 0)
        {
            Pass(0, Tensor.Zeros(MatrixBatch.With(_q.Shape, rows, _r.Shape[-1]), gradient.DType));
            return;
        }

        // da = (dQ - Q mirror(dQ^T Q)) R^-T; the columns behind the square part of a have no influence on Q.
        Tensor x = gradient - _q.MatMul(QrGradient.MirrorLower(gradient.Transpose().MatMul(_q)));
        Tensor da = QrGradient.ThroughTriangle(x, _r);
        Pass(0, more == 0 ? da : Tensor.Cat([da, Tensor.Zeros(MatrixBatch.With(_q.Shape, rows, more), da.DType)], -1));
    }
}
