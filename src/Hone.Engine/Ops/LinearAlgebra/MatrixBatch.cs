namespace Hone.Ops;

/// <summary>What the factorizations share: matrices as float64 rows, results back in the element type, and the refusals.</summary>
internal static class MatrixBatch
{
    /// <summary>The values of a batch of matrices in row-major float64.</summary>
    /// <exception cref="ShapeException">Fewer than two axes, or not floating point.</exception>
    /// <exception cref="HoneException">An element is NaN or infinite.</exception>
    public static double[] Read(Tensor x, string operation)
    {
        RequireMatrix(x, operation);
        double[] values = Doubles(x);
        int bad = Array.FindIndex(values, value => !double.IsFinite(value));
        if (bad >= 0)
        {
            int size = x.Shape[-1] * x.Shape[-2];
            throw new HoneException(
                $"{operation} needs finite numbers.",
                $"{values[bad]} in matrix {bad / size}, row {bad % size / x.Shape[-1]}, column {bad % x.Shape[-1]} of {x.Shape}",
                operation,
                "look for a division by zero or an overflow before it");
        }

        return values;
    }

    /// <summary>The values of a floating-point tensor in row-major float64.</summary>
    public static double[] Doubles(Tensor x) => x.DType == DType.Float64 ? x.ToArray<double>() : Array.ConvertAll(x.ToArray<float>(), value => (double)value);

    /// <summary>Rows and columns of square matrices.</summary>
    /// <exception cref="ShapeException">The matrices are not square.</exception>
    public static int RequireSquare(Tensor x, string operation)
    {
        RequireMatrix(x, operation);
        return x.Shape[-1] == x.Shape[-2]
            ? x.Shape[-1]
            : throw new ShapeException($"{operation} needs square matrices: [..., n, n].", $"{x.Shape}: {x.Shape[-2]} rows, {x.Shape[-1]} columns", operation, "use Qr or Svd for other matrices");
    }

    /// <summary>The number of matrices.</summary>
    public static int Count(Shape shape) => Front(shape).ElementCount;

    public static Shape Front(Shape shape) => Shape.Create(shape.AsSpan()[..^2]);

    /// <summary>A shape of the same batch with other rows and columns.</summary>
    public static Shape With(Shape shape, params ReadOnlySpan<int> last) => Shape.Create([.. shape.AsSpan()[..^2], .. last]);

    /// <summary>A tensor of the element type asked for.</summary>
    public static Tensor Write(double[] values, Shape shape, DType type) =>
        type == DType.Float64 ? Tensor.From(values, shape) : Tensor.From(Array.ConvertAll(values, value => (float)value), shape);

    public static LinearAlgebraException Singular(string operation, Shape shape, int matrix, int pivot) => new(
        $"{operation} needs matrices of full rank.",
        $"pivot {pivot} of matrix {matrix} is zero, in {shape}",
        operation,
        "look for columns that are multiples or sums of others, or add a small multiple of the identity")
    {
        Matrix = matrix,
        Pivot = pivot,
    };

    private static void RequireMatrix(Tensor x, string operation)
    {
        if (x.Rank < 2 || !DTypes.IsFloatingPoint(x.DType))
        {
            throw new ShapeException($"{operation} needs floating-point matrices: [..., rows, columns].", $"{x.DType} {x.Shape}", operation, "give a vector its second axis with Unsqueeze, or convert with To(DType.Float32)");
        }
    }
}
