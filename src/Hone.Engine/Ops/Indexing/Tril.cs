namespace Hone;

public static partial class TensorOperations
{
    /// <summary>The lower triangles of matrices; zeros above. The mask of causal attention.</summary>
    /// <remarks>y[i, j] = x[i, j] for j &lt;= i + diagonal; PyTorch's <c>torch.tril</c>.</remarks>
    /// <param name="x">x: [..., rows, columns]</param>
    /// <param name="diagonal">The last diagonal that stays: 0 is the main one, positive ones lie above it.</param>
    /// <returns>y: [..., rows, columns]</returns>
    /// <exception cref="ShapeException">x has fewer than two axes.</exception>
    public static Tensor Tril(this Tensor x, int diagonal = 0)
    {
        ArgumentNullException.ThrowIfNull(x);
        return Tensor.Where(Triangle(x, nameof(Tril)).LessEqual(diagonal), x, Tensor.Scalar(0, x.DType));
    }

    /// <summary>The upper triangles of matrices; zeros below.</summary>
    /// <remarks>y[i, j] = x[i, j] for j &gt;= i + diagonal; PyTorch's <c>torch.triu</c>.</remarks>
    /// <param name="x">x: [..., rows, columns]</param>
    /// <param name="diagonal">The first diagonal that stays: 0 is the main one, positive ones lie above it.</param>
    /// <returns>y: [..., rows, columns]</returns>
    /// <exception cref="ShapeException">x has fewer than two axes.</exception>
    public static Tensor Triu(this Tensor x, int diagonal = 0)
    {
        ArgumentNullException.ThrowIfNull(x);
        return Tensor.Where(Triangle(x, nameof(Triu)).GreaterEqual(diagonal), x, Tensor.Scalar(0, x.DType));
    }

    /// <summary>j - i for each place of a matrix.</summary>
    private static Tensor Triangle(Tensor x, string operation)
    {
        x.RequireAlive(operation);
        if (x.Rank < 2)
        {
            throw new ShapeException($"{operation} works on matrices: [..., rows, columns].", $"shape {x.Shape}", operation, "add an axis with Unsqueeze");
        }

        return Tensor.Arange(0, x.Shape[-1]) - Tensor.Arange(0, x.Shape[-2]).Unsqueeze(-1);
    }
}
