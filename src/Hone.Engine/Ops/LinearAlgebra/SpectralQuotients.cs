namespace Hone.Ops;

/// <summary>
/// The quotients in the gradients of eigenvectors and singular vectors. They have a value where the eigenvalues or singular values are distinct; where they are not and the
/// gradient asks for nothing, the quotient counts as 0, so that a padded matrix of a batch does no harm.
/// </summary>
internal static class SpectralQuotients
{
    /// <summary>p[i, j] / (v[j] - v[i]), and 0 on the diagonal.</summary>
    public static Tensor ByGap(Tensor p, Tensor values, string operation) => Divide(p, values, operation, (left, right) => right - left);

    /// <summary>p[i, j] / (v[j]^2 - v[i]^2), and 0 on the diagonal.</summary>
    public static Tensor BySquaredGap(Tensor p, Tensor values, string operation) => Divide(p, values, operation, (left, right) => (right - left) * (right + left));

    /// <summary>p[i, j] / v[j].</summary>
    public static Tensor ByValue(Tensor p, Tensor values, string operation)
    {
        double[] result = MatrixBatch.Doubles(p);
        double[] v = MatrixBatch.Doubles(values);
        int rows = p.Shape[-2];
        int columns = p.Shape[-1];
        for (int i = 0; i < result.Length; i++)
        {
            int matrix = i / (rows * columns);
            double value = v[(matrix * columns) + (i % columns)];
            if (value == 0 && result[i] != 0)
            {
                throw new LinearAlgebraException(
                    $"The gradient of the longer vectors of {operation} needs matrices of full rank.",
                    $"value {i % columns} of matrix {matrix} is 0, in {values.Shape}",
                    $"backward of {operation}",
                    "take the first vectors alone with Slice, or add a small random matrix")
                {
                    Matrix = matrix,
                    Pivot = i % columns,
                };
            }

            result[i] = result[i] == 0 ? 0 : result[i] / value;
        }

        return MatrixBatch.Write(result, p.Shape, p.DType);
    }

    private static Tensor Divide(Tensor p, Tensor values, string operation, Func<double, double, double> difference)
    {
        double[] result = MatrixBatch.Doubles(p);
        double[] v = MatrixBatch.Doubles(values);
        int n = p.Shape[-1];
        for (int k = 0; k < result.Length; k++)
        {
            int matrix = k / (n * n);
            int i = k / n % n;
            int j = k % n;
            if (i == j || result[k] == 0)
            {
                result[k] = 0;
                continue;
            }

            double left = v[(matrix * n) + i];
            double right = v[(matrix * n) + j];
            double gap = difference(left, right);
            result[k] = gap != 0 ? result[k] / gap : throw Equal(operation, values.Shape, matrix, Math.Min(i, j), Math.Max(i, j), left);
        }

        return MatrixBatch.Write(result, p.Shape, p.DType);
    }

    private static LinearAlgebraException Equal(string operation, Shape shape, int matrix, int first, int second, double value) => new(
        $"The gradient of the vectors of {operation} exists where no two values are equal.",
        $"values {first} and {second} of matrix {matrix} are both {value:g9}, in {shape}",
        $"backward of {operation}",
        "use the values alone, which have a gradient, or add a small diagonal of different numbers")
    {
        Matrix = matrix,
        Pivot = first,
    };
}
