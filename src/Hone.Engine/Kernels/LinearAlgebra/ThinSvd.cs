namespace Hone.Kernels;

/// <summary>A = U diag(s) V^T of a matrix with at least as many rows as columns, by a QR factorization and Jacobi rotations of R.</summary>
internal static unsafe class ThinSvd
{
    private const double Epsilon = 2.22e-16;

    /// <param name="a">Columns of A: n rows of m numbers; destroyed.</param>
    /// <param name="m">Rows of A.</param>
    /// <param name="n">Columns of A, at most m.</param>
    /// <param name="u">Receives the left singular vectors: n rows of m numbers.</param>
    /// <param name="s">Receives the singular values, largest first.</param>
    /// <param name="v">Receives the right singular vectors: n rows of n numbers.</param>
    /// <returns>Whether the rotations converged.</returns>
    public static bool Run(double* a, int m, int n, double* u, double* s, double* v)
    {
        double[] qMemory = new double[(nint)n * m];
        double[] rMemory = new double[(nint)n * n];
        double[] columnMemory = new double[(nint)n * n];
        double[] vMemory = new double[(nint)n * n];
        fixed (double* q = qMemory, r = rMemory, columns = columnMemory, rotations = vMemory)
        {
            // 1. A = Q R; the columns of R are as long as those of A.
            HouseholderQr.Factorize(a, m, n, q, r);
            for (nint i = 0; i < n; i++)
            {
                rotations[(i * n) + i] = 1;
                for (nint j = 0; j < n; j++)
                {
                    columns[(j * n) + i] = r[(i * n) + j];
                }
            }

            // 2. Orthogonal columns.
            double noise = DoubleRows.Norm(columns, (nint)n * n) * Epsilon * n;
            if (!JacobiSvd.Orthogonalize(columns, n, rotations, n, noise))
            {
                return false;
            }

            // 3. Their lengths, in order.
            var lengths = new double[n];
            for (nint j = 0; j < n; j++)
            {
                lengths[j] = DoubleRows.Norm(columns + (j * n), n);
            }

            int[] order = [.. Enumerable.Range(0, n).OrderByDescending(j => lengths[j])];
            var done = new double[(nint)n * n];
            fixed (double* left = done)
            {
                for (nint k = 0; k < n; k++)
                {
                    nint j = order[k];
                    s[k] = lengths[j];
                    new Span<double>(rotations + (j * n), n).CopyTo(new Span<double>(v + (k * n), n));
                    double* target = left + (k * n);
                    if (lengths[j] > noise)
                    {
                        DoubleRows.Add(1 / lengths[j], columns + (j * n), target, n);
                    }
                    else
                    {
                        Complete(left, (int)k, n, target);
                    }
                }

                // 4. U = Q times the left vectors of R.
                new Span<double>(u, n * m).Clear();
                for (nint k = 0; k < n; k++)
                {
                    for (nint j = 0; j < n; j++)
                    {
                        DoubleRows.Add(left[(k * n) + j], q + (j * m), u + (k * m), m);
                    }
                }
            }
        }

        return true;
    }

    /// <summary>A unit vector orthogonal to the first <paramref name="count"/> ones: where a singular value is zero, any will do.</summary>
    private static void Complete(double* vectors, int count, int n, double* target)
    {
        for (int axis = 0; axis < n; axis++)
        {
            new Span<double>(target, n).Clear();
            target[axis] = 1;

            // Twice, because the first pass leaves rounding errors of the size of what it removes.
            for (int pass = 0; pass < 2; pass++)
            {
                for (nint k = 0; k < count; k++)
                {
                    DoubleRows.Add(-DoubleRows.Dot(vectors + (k * n), target, n), vectors + (k * n), target, n);
                }
            }

            // Of all axes at least one keeps a length of 1 / sqrt(n).
            double length = DoubleRows.Norm(target, n);
            if (length * length * n > 0.5)
            {
                for (int i = 0; i < n; i++)
                {
                    target[i] /= length;
                }

                return;
            }
        }
    }
}
