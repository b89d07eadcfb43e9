namespace Hone;

public static partial class TensorOperations
{
    /// <summary>The squared error: (x - target)^2, averaged unless told otherwise. Lower is better.</summary>
    /// <param name="x">x: [...], the predictions.</param>
    /// <param name="target">target: like x; nothing broadcasts, because a [batch] against a [batch, 1] is nearly always a mistake.</param>
    /// <param name="reduction">Mean over all elements, their sum, or all of them.</param>
    /// <returns>loss: [], or x's shape without reduction.</returns>
    /// <exception cref="ShapeException">The shapes differ.</exception>
    public static Tensor MseLoss(this Tensor x, Tensor target, Reduction reduction = Reduction.Mean)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(target);
        if (x.Shape != target.Shape)
        {
            throw new ShapeException(
                "MseLoss compares tensors of one shape.",
                $"x {x.Shape}, target {target.Shape}",
                nameof(MseLoss),
                "reshape one of them, for example with Unsqueeze(-1)");
        }

        Tensor difference = x - target;
        Tensor squares = difference * difference;
        return reduction switch
        {
            Reduction.Mean => squares.Mean(),
            Reduction.Sum => squares.Sum(),
            _ => squares,
        };
    }
}
