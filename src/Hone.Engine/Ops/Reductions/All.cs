using Hone.Ops;

namespace Hone;

public static partial class TensorOperations
{
    /// <summary>Whether all elements are true, over some axes: a Bool tensor. It has no gradient.</summary>
    /// <remarks>In numbers, everything but 0 is true. True over no elements.</remarks>
    /// <param name="x">x: [...]</param>
    /// <param name="axes">Axes to reduce; negative axes count from the end; none means all.</param>
    /// <param name="keepDim">Whether reduced axes stay with size 1.</param>
    /// <returns>y: x's shape without the reduced axes, Bool.</returns>
    /// <exception cref="ShapeException">An axis does not exist or is named twice.</exception>
    public static Tensor All(this Tensor x, ReadOnlySpan<int> axes = default, bool keepDim = false)
    {
        ArgumentNullException.ThrowIfNull(x);
        return TruthMap.Run(x, axes, keepDim, all: true, nameof(All));
    }
}
