using System.Runtime.CompilerServices;

namespace Hone;

public sealed partial class Tensor
{
    /// <summary>A part of this tensor: for each axis in order one index, which removes the axis, or a range, which keeps it; shares memory. Assigning to it overwrites its values.</summary>
    /// <remarks>
    /// PyTorch's <c>x[1:3, -1]</c> is <c>x[1..3, -1]</c> or <c>x[1..3, ^1]</c>. Axes that are not named are kept whole. Gradients go back to the places they came from,
    /// all others get 0. Differences: a range that leaves its axis is an error, as for arrays in C#; <see cref="TensorOperations.Slice"/> cuts it at the ends, as Python
    /// does, and takes steps.
    /// <para>
    /// An assigned tensor is repeated to the shape of the part, as <see cref="TensorOperations.Expand(Tensor, Shape)"/> does, and its numbers are rounded to a floating-point type;
    /// a part may be assigned to another part of the same memory. For a single number: <c>x[1..3, -1].Fill(0)</c>. Like <see cref="CopyFrom"/>, an assignment is not recorded:
    /// backward of an operation that used the values before is refused unless it does not need them. So where gradients would be wrong in silence, on the result of an
    /// operation and for a value that requires a gradient, it is refused outside of <see cref="NoGrad"/>; PyTorch records it there. Unlike PyTorch it is allowed on leaves.
    /// </para>
    /// </remarks>
    /// <example><code>
    /// Tensor x = Tensor.Arange(0, 24).Reshape(2, 3, 4);
    /// Tensor last = x[^1];                  // [3, 4]: the last of the first axis
    /// Tensor column = x[.., .., 1];         // [2, 3]
    /// Tensor corner = x[0, 1.., ..2];       // [2, 2]: [[4, 5], [8, 9]]
    /// Tensor everyOther = x.Slice(2, 0, step: 2); // [2, 3, 2]
    /// x[.., .., 1] = Tensor.From([7L, 8, 9], [3]); // both rows of the column
    /// </code></example>
    /// <param name="indices">At most one for each axis.</param>
    /// <returns>y: the shape without the axes of which one index is taken.</returns>
    /// <exception cref="ShapeException">There are more indices than axes, or an index or a range leaves its axis; the assigned tensor does not repeat to the shape of the part.</exception>
    /// <exception cref="HoneException">
    /// On assignment: this tensor is the result of a recorded operation, or the value requires a gradient; whole numbers or Bool are assigned another type; this tensor repeats elements.
    /// </exception>
    [IndexerName("Part")] // Item() reads a number.
    public Tensor this[params ReadOnlySpan<AxisIndex> indices]
    {
        get => Ops.Slice.Forward(this, indices);
        set => Ops.Slice.Assign(this, indices, value);
    }
}
