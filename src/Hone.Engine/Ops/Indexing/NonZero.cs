using Hone.Ops;

namespace Hone;

public static partial class TensorOperations
{
    /// <summary>Where elements other than 0 stand: their positions as rows. It has no gradient.</summary>
    /// <remarks>PyTorch's <c>torch.nonzero</c>. The number of rows depends on the values; NaN is not 0.</remarks>
    /// <param name="x">x: [...]; of a Bool tensor, such as a comparison gives, the places that are true.</param>
    /// <returns>positions: [count, axes of x], Int64, in row-major order.</returns>
    public static Tensor NonZero(this Tensor x)
    {
        ArgumentNullException.ThrowIfNull(x);
        bool[] chosen = x.Detach().To(DType.Bool).ToArray<bool>();
        int rank = x.Rank;
        Shape shape = [chosen.AsSpan().Count(true), rank];
        Tensor y = Tensor.Empty(shape, Layout.RowMajor(shape), DType.Int64);
        Span<long> rows = y.AsSpan<long>();
        Span<int> position = stackalloc int[rank];
        position.Clear();
        int next = 0;
        foreach (bool one in chosen)
        {
            for (int k = 0; one && k < rank; k++)
            {
                rows[next++] = position[k];
            }

            for (int k = rank - 1; k >= 0 && ++position[k] == x.Shape[k]; k--)
            {
                position[k] = 0;
            }
        }

        return y;
    }
}
