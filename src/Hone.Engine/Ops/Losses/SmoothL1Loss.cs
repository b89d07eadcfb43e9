using Hone.Ops;

namespace Hone;

public static partial class TensorOperations
{
    /// <summary>The absolute error with a rounded tip: (x - target)^2 / (2 beta) within beta, |x - target| - beta / 2 beyond, averaged unless told otherwise. Lower is better.</summary>
    /// <remarks>PyTorch's <c>F.smooth_l1_loss</c>.</remarks>
    /// <param name="x">x: [...], the predictions.</param>
    /// <param name="target">target: like x; nothing broadcasts, because a [batch] against a [batch, 1] is nearly always a mistake.</param>
    /// <param name="beta">Where the parabola ends; above 0, 1 unless given.</param>
    /// <param name="reduction">Mean over all elements, their sum, or all of them.</param>
    /// <returns>loss: [], or x's shape without reduction.</returns>
    /// <exception cref="ShapeException">The shapes differ.</exception>
    /// <exception cref="HoneException">beta is not above 0.</exception>
    public static Tensor SmoothL1Loss(this Tensor x, Tensor target, double beta = 1, Reduction reduction = Reduction.Mean)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(target);
        LossReduction.RequireSameShape(x, target, nameof(SmoothL1Loss));
        if (!(beta > 0))
        {
            throw new HoneException("SmoothL1Loss needs beta > 0.", $"beta {beta}", nameof(SmoothL1Loss), "use L1Loss for the limits");
        }

        Tensor distance = (x - target).Abs();
        return LossReduction.Reduce(Tensor.Where(distance.Detach().Less(beta), distance.Square() * (0.5 / beta), distance - (beta / 2)), reduction);
    }
}
