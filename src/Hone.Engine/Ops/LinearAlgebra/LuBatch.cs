using Hone.Kernels;

namespace Hone.Ops;

/// <summary>The passes over batches of square matrices that are built on LU.</summary>
internal static unsafe class LuBatch
{
    /// <summary>x with a x = b for each matrix; a: [..., n, n], b: [..., n, k], of one batch shape.</summary>
    public static Tensor Solve(Tensor a, Tensor b, string operation)
    {
        int n = a.Shape[-1];
        int columns = b.Shape[-1];
        double[] left = MatrixBatch.Read(a, operation);
        double[] right = MatrixBatch.Read(b, operation);
        var solution = new double[right.Length];
        var work = new double[((nint)n * n) + n];
        var order = new int[n];
        fixed (double* lu = work, from = right, to = solution)
        fixed (int* rows = order)
        {
            for (int i = 0; i < MatrixBatch.Count(a.Shape) && right.Length > 0; i++)
            {
                left.AsSpan(i * n * n, n * n).CopyTo(work);
                int pivot = LuFactorization.Factorize(lu, n, rows, out _);
                if (pivot >= 0)
                {
                    throw MatrixBatch.Singular(operation, a.Shape, i, pivot);
                }

                nint offset = (nint)i * n * columns;
                LuFactorization.Solve(lu, rows, n, from + offset, to + offset, columns);
            }
        }

        return MatrixBatch.Write(solution, b.Shape, b.DType);
    }

    /// <summary>The determinant of each matrix; 0 for a singular one.</summary>
    public static Tensor Determinant(Tensor a, string operation)
    {
        int n = a.Shape[-1];
        double[] values = MatrixBatch.Read(a, operation);
        var result = new double[MatrixBatch.Count(a.Shape)];
        var work = new double[((nint)n * n) + n];
        var order = new int[n];
        fixed (double* lu = work)
        fixed (int* rows = order)
        {
            for (int i = 0; i < result.Length; i++)
            {
                values.AsSpan(i * n * n, n * n).CopyTo(work);
                if (LuFactorization.Factorize(lu, n, rows, out int sign) >= 0)
                {
                    continue;
                }

                double product = sign;
                for (nint k = 0; k < n; k++)
                {
                    product *= lu[(k * n) + k];
                }

                result[i] = product;
            }
        }

        return MatrixBatch.Write(result, MatrixBatch.Front(a.Shape), a.DType);
    }

    /// <summary>The logarithm of the absolute determinant of each matrix and its sign; -infinity and 0 for a singular one.</summary>
    public static Tensor LogDeterminant(Tensor a, string operation, out Tensor signs)
    {
        int n = a.Shape[-1];
        double[] values = MatrixBatch.Read(a, operation);
        var logs = new double[MatrixBatch.Count(a.Shape)];
        var turns = new double[logs.Length];
        var work = new double[((nint)n * n) + n];
        var order = new int[n];
        fixed (double* lu = work)
        fixed (int* rows = order)
        {
            for (int i = 0; i < logs.Length; i++)
            {
                values.AsSpan(i * n * n, n * n).CopyTo(work);
                if (LuFactorization.Factorize(lu, n, rows, out int sign) >= 0)
                {
                    logs[i] = double.NegativeInfinity;
                    continue;
                }

                for (nint k = 0; k < n; k++)
                {
                    double pivot = lu[(k * n) + k];
                    logs[i] += Math.Log(Math.Abs(pivot));
                    sign = pivot < 0 ? -sign : sign;
                }

                turns[i] = sign;
            }
        }

        Shape shape = MatrixBatch.Front(a.Shape);
        signs = MatrixBatch.Write(turns, shape, a.DType);
        return MatrixBatch.Write(logs, shape, a.DType);
    }

    /// <summary>The matrix of cofactors of each matrix: det(a) a^-T.</summary>
    public static Tensor Cofactors(Tensor a, string operation)
    {
        int n = a.Shape[-1];
        double[] values = MatrixBatch.Read(a.Transpose(), operation);
        double[] identity = IdentityValues(n * n, n);
        var result = new double[values.Length];
        var work = new double[((nint)n * n) + n];
        var order = new int[n];
        fixed (double* lu = work, one = identity, to = result)
        fixed (int* rows = order)
        {
            for (int i = 0; i < result.Length; i += n * n)
            {
                Span<double> transposed = values.AsSpan(i, n * n);
                transposed.CopyTo(work);
                if (LuFactorization.Factorize(lu, n, rows, out int sign) >= 0)
                {
                    SingularCofactors(transposed, n).CopyTo(result.AsSpan(i));
                    continue;
                }

                double determinant = sign;
                for (nint k = 0; k < n; k++)
                {
                    determinant *= lu[(k * n) + k];
                }

                LuFactorization.Solve(lu, rows, n, one, to + i, n);
                foreach (ref double element in result.AsSpan(i, n * n))
                {
                    element *= determinant;
                }
            }
        }

        return MatrixBatch.Write(result, a.Shape, a.DType);
    }

    /// <summary>The identity for each matrix of a batch.</summary>
    public static Tensor Identity(Shape shape, DType type)
    {
        int n = shape[-1];
        return MatrixBatch.Write(IdentityValues(shape.ElementCount, n), shape, type);
    }

    private static double[] IdentityValues(int count, int n)
    {
        var values = new double[count];
        for (int i = 0; i < values.Length; i += n * n)
        {
            for (int k = 0; k < n; k++)
            {
                values[i + (k * (n + 1))] = 1;
            }
        }

        return values;
    }

    /// <summary>
    /// The cofactors of a matrix without inverse, given transposed. Those of a product are the products of those of its factors, and those of an orthogonal matrix are itself
    /// times its determinant: with a^T = U S Vh they are det(U) det(V) (U C Vh)^T, where C holds for each singular value the product of the others.
    /// </summary>
    private static double[] SingularCofactors(ReadOnlySpan<double> transposed, int n)
    {
        (Tensor u, Tensor s, Tensor vh) = Tensor.From(transposed, [n, n]).Svd();
        double[] singular = s.ToArray<double>();
        var others = new double[n];
        for (int i = 0; i < n; i++)
        {
            others[i] = 1;
            for (int j = 0; j < n; j++)
            {
                others[i] *= j == i ? 1 : singular[j];
            }
        }

        int sign = Math.Sign(u.Determinant().Item() * vh.Determinant().Item());
        return ((u * Tensor.From(others, [n])).MatMul(vh) * sign).Transpose().ToArray<double>();
    }
}
