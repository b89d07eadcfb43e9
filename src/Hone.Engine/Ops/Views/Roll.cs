namespace Hone;

public static partial class TensorOperations
{
    /// <summary>The elements moved along an axis; what leaves at one end enters at the other.</summary>
    /// <remarks>y[(i + shift) mod size] = x[i]; PyTorch's <c>torch.roll</c>.</remarks>
    /// <param name="x">x: [...]</param>
    /// <param name="shift">How far, towards larger indices; may be negative or larger than the axis.</param>
    /// <param name="axis">The axis; negative axes count from the end.</param>
    /// <returns>y: [...], like x.</returns>
    /// <exception cref="ShapeException">The axis does not exist.</exception>
    public static Tensor Roll(this Tensor x, int shift, int axis)
    {
        ArgumentNullException.ThrowIfNull(x);
        int size = x.Shape[x.Shape.NormalizeAxis(axis, nameof(Roll))];
        if (size == 0)
        {
            return x;
        }

        int moved = ((shift % size) + size) % size;
        return moved == 0 ? x : Tensor.Cat([x.Narrow(axis, size - moved, moved), x.Narrow(axis, 0, size - moved)], axis);
    }

    /// <summary>The same along several axes.</summary>
    /// <remarks>A copy for each axis; shifts of an axis that is named twice add up.</remarks>
    /// <param name="x">x: [...]</param>
    /// <param name="shifts">How far along each axis.</param>
    /// <param name="axes">As many axes; negative axes count from the end.</param>
    /// <returns>y: [...], like x.</returns>
    /// <exception cref="ShapeException">An axis does not exist, or there are more shifts than axes or fewer.</exception>
    public static Tensor Roll(this Tensor x, ReadOnlySpan<int> shifts, ReadOnlySpan<int> axes)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (shifts.Length != axes.Length)
        {
            throw new ShapeException(
                "Roll takes a shift for each axis.",
                $"shifts [{string.Join(", ", shifts.ToArray())}] for axes [{string.Join(", ", axes.ToArray())}] of shape {x.Shape}",
                nameof(Roll),
                "give as many shifts as axes");
        }

        Tensor y = x;
        for (int i = 0; i < shifts.Length; i++)
        {
            y = y.Roll(shifts[i], axes[i]);
        }

        return y;
    }
}
