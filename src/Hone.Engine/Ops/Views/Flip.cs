namespace Hone;

public static partial class TensorOperations
{
    /// <summary>The elements in reverse order along some axes; a copy.</summary>
    /// <remarks>PyTorch's <c>torch.flip</c>.</remarks>
    /// <param name="x">x: [...]</param>
    /// <param name="axes">The axes; negative axes count from the end.</param>
    /// <returns>y: [...], like x.</returns>
    /// <exception cref="ShapeException">An axis does not exist, or occurs twice.</exception>
    public static Tensor Flip(this Tensor x, params ReadOnlySpan<int> axes)
    {
        ArgumentNullException.ThrowIfNull(x);
        Tensor y = x;
        uint seen = 0;
        foreach (int axis in axes)
        {
            uint bit = 1u << x.Shape.NormalizeAxis(axis, nameof(Flip));
            if ((seen & bit) != 0)
            {
                throw new ShapeException(
                    "Flip takes each axis once.",
                    $"axes [{string.Join(", ", axes.ToArray())}] for shape {x.Shape}",
                    nameof(Flip),
                    "leave the second one out");
            }

            seen |= bit;
            int size = x.Shape[axis];
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
