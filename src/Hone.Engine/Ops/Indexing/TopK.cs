using Hone.Ops;

namespace Hone;

public static partial class TensorOperations
{
    /// <summary>The k largest elements along an axis, the largest first, and where they stood.</summary>
    /// <remarks>PyTorch's <c>torch.topk</c>; of equal elements the first comes first (PyTorch promises no order), NaN counts as largest. Up to k = 64 no row is sorted. A scalar is a row of one element.</remarks>
    /// <param name="x">x: [...]</param>
    /// <param name="k">How many, at most the axis' size.</param>
    /// <param name="axis">The axis; negative axes count from the end.</param>
    /// <param name="largest">Whether to take the largest; otherwise the smallest, the smallest first.</param>
    /// <returns>Values and Int64 indices: x's shape with k at the axis. The gradient passes through the values.</returns>
    /// <exception cref="ShapeException">The axis does not exist, or k is not in 0..size.</exception>
    public static SortResult TopK(this Tensor x, int k, int axis = -1, bool largest = true)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (x.Rank == 0 && axis is (0 or -1))
        {
            SortResult row = x.Unsqueeze(0).TopK(k, axis, largest);
            return k == 0 ? row : new SortResult(row.Values.Squeeze(0), row.Indices.Squeeze(0));
        }

        int normalized = x.Shape.NormalizeAxis(axis, nameof(TopK));
        if ((uint)k > (uint)x.Shape[normalized])
        {
            throw new ShapeException($"TopK takes 0..{x.Shape[normalized]} elements of axis {axis} of shape {x.Shape}.", $"k {k}", nameof(TopK));
        }

        Tensor indices = Order.First(x, normalized, k, largest);
        return new SortResult(x.Gather(normalized, indices), indices);
    }
}
