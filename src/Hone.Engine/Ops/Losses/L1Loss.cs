using Hone.Ops;

namespace Hone;

public static partial class TensorOperations
{
    /// <summary>The absolute error: |x - target|, averaged unless told otherwise. Lower is better.</summary>
    /// <remarks>PyTorch's <c>F.l1_loss</c>.</remarks>
    /// <param name="x">x: [...], the predictions.</param>
    /// <param name="target">target: like x; nothing broadcasts, because a [batch] against a [batch, 1] is nearly always a mistake.</param>
    /// <param name="reduction">Mean over all elements, their sum, or all of them.</param>
    /// <returns>loss: [], or x's shape without reduction.</returns>
    /// <exception cref="ShapeException">The shapes differ.</exception>
    public static Tensor L1Loss(this Tensor x, Tensor target, Reduction reduction = Reduction.Mean)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(target);
        LossReduction.RequireSameShape(x, target, nameof(L1Loss));
        Tensor distance = (x - target).Abs();
        return LossReduction.Reduce(distance, reduction);
    }
}
