using System.Runtime.CompilerServices;

namespace Hone;

public sealed partial class Tensor
{
    /// <summary>A part of this tensor: for each axis in order one index, which removes the axis, or a range, which keeps it; shares memory.</summary>
    /// <remarks>
    /// PyTorch's <c>x[1:3, -1]</c> is <c>x[1..3, -1]</c> or <c>x[1..3, ^1]</c>. Axes that are not named are kept whole. Gradients go back to the places they came from,
    /// all others get 0. Differences: a range that leaves its axis is an error, as for arrays in C#; <see cref="TensorOperations.Slice"/> cuts it at the ends, as Python
    /// does, and takes steps.
    /// </remarks>
    /// <example><code>
    /// Tensor x = Tensor.Arange(0, 24).Reshape(2, 3, 4);
    /// Tensor last = x[^1];                  // [3, 4]: the last of the first axis
    /// Tensor column = x[.., .., 1];         // [2, 3]
    /// Tensor corner = x[0, 1.., ..2];       // [2, 2]: [[4, 5], [8, 9]]
    /// Tensor everyOther = x.Slice(2, 0, step: 2); // [2, 3, 2]
    /// </code></example>
    /// <param name="indices">At most one for each axis.</param>
    /// <returns>y: the shape without the axes of which one index is taken.</returns>
    /// <exception cref="ShapeException">There are more indices than axes, or an index or a range leaves its axis.</exception>
    [IndexerName("Part")] // Item() reads a number.
    public Tensor this[params ReadOnlySpan<AxisIndex> indices] => Ops.Slice.Forward(this, indices);
}
