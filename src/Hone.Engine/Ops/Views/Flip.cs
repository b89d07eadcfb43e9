namespace Hone;

public static partial class TensorOperations
{
    /// <summary>The elements in reverse order along some axes; a copy.</summary>
    /// <remarks>PyTorch's <c>torch.flip</c>.</remarks>
    /// <param name="x">x: [...]</param>
    /// <param name="axes">The axes; negative axes count from the end.</param>
    /// <returns>y: [...], like x.</returns>
    /// <exception cref="ShapeException">An axis does not exist.</exception>
    public static Tensor Flip(this Tensor x, params ReadOnlySpan<int> axes)
    {
        ArgumentNullException.ThrowIfNull(x);
        Tensor y = x;
        foreach (int axis in axes)
        {
            int size = x.Shape[x.Shape.NormalizeAxis(axis, nameof(Flip))];
            var places = new long[size];
            for (int i = 0; i < size; i++)
            {
                places[i] = size - 1 - i;
            }

            y = y.IndexSelect(axis, Tensor.From(places, [size]));
        }

        return y;
    }
}
