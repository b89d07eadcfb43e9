using Hone.Ops;

namespace Hone;

public static partial class TensorOperations
{
    /// <summary>Elements picked along an axis, with an index of their own for each: y[i, j] = x[index[i, j], j] for axis 0.</summary>
    /// <remarks>PyTorch's <c>torch.gather</c>. The gradient adds up where an element is picked more than once.</remarks>
    /// <param name="x">x: [...]</param>
    /// <param name="axis">The axis; negative axes count from the end.</param>
    /// <param name="index">index: as many axes as x, no longer than x except along the axis; Int64.</param>
    /// <returns>y: the index's shape.</returns>
    /// <exception cref="ShapeException">The axis does not exist, the index does not fit, or it names a place that does not exist (with position and value).</exception>
    public static Tensor Gather(this Tensor x, int axis, Tensor index)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(index);
        return Take.Forward(x, AxisOffsets.Of(x.Shape, x.Shape.NormalizeAxis(axis, nameof(Gather)), index, nameof(Gather)), index.Shape);
    }
}
