namespace Hone;

public static partial class TensorOperations
{
    /// <summary>The whole tensor several times along each axis, like tiles on a floor; a copy.</summary>
    /// <remarks>y[i, j] = x[i mod rows, j mod columns]; PyTorch's <c>x.repeat</c>, NumPy's <c>tile</c>. <see cref="Expand(Tensor, Shape)"/> repeats axes of size 1 without copying.</remarks>
    /// <param name="x">x: [...]</param>
    /// <param name="counts">How often along each axis, zero or more; at least as many as x has axes, aligned at the end: those in front make new axes.</param>
    /// <returns>y: x's sizes times the counts.</returns>
    /// <exception cref="ShapeException">There are fewer counts than axes, a count is negative, or the result is too large.</exception>
    public static Tensor Repeat(this Tensor x, params ReadOnlySpan<int> counts)
    {
        ArgumentNullException.ThrowIfNull(x);
        int added = counts.Length - x.Rank;
        if (added < 0 || counts.ContainsAnyInRange(int.MinValue, -1))
        {
            throw new ShapeException(
                $"Repeat takes a count of zero or more for each axis of shape {x.Shape}, and for new axes in front.",
                $"[{string.Join(", ", counts.ToArray())}]",
                nameof(Repeat),
                "give 1 for an axis that stays as it is");
        }

        // An axis in front of each axis that repeats: [2, 3] three times along the second one is [2, 3, 3], joined to [2, 9].
        Tensor tiles = x;
        var repeated = new List<int>();
        var sizes = new int[counts.Length];
        for (int axis = 0; axis < counts.Length; axis++)
        {
            int size = axis < added ? 1 : x.Shape[axis - added];
            if (axis < added || counts[axis] != 1)
            {
                tiles = tiles.Unsqueeze(repeated.Count);
                repeated.Add(counts[axis]);
            }

            if (axis >= added)
            {
                repeated.Add(size);
            }

            sizes[axis] = (int)Math.Min((long)size * counts[axis], int.MaxValue);
        }

        Tensor y = tiles.Expand(Shape.Create([.. repeated])).Reshape(Shape.Create(sizes).AsSpan());
        return y.ElementCount == x.ElementCount ? y.Clone() : y;
    }
}
