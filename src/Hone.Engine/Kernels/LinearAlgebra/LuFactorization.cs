namespace Hone.Kernels;

/// <summary>P A = L U by Gaussian elimination with partial pivoting, in place: U on and above the diagonal, L without its ones below.</summary>
internal static unsafe class LuFactorization
{
    private const long ParallelElements = 32 * 1024;

    /// <returns>The first pivot that is zero, or -1: then <paramref name="sign"/> is the sign of the permutation.</returns>
    public static int Factorize(double* a, int n, int* order, out int sign)
    {
        sign = 1;
        for (int i = 0; i < n; i++)
        {
            order[i] = i;
        }

        for (int k = 0; k < n; k++)
        {
            // 1. The row with the largest element of this column comes up.
            int best = k;
            for (int i = k + 1; i < n; i++)
            {
                best = Math.Abs(a[((nint)i * n) + k]) > Math.Abs(a[((nint)best * n) + k]) ? i : best;
            }

            double pivot = a[((nint)best * n) + k];
            if (pivot == 0)
            {
                return k;
            }

            if (best != k)
            {
                new Span<double>(a + ((nint)k * n), n).CopyTo(new Span<double>(a + ((nint)n * n), n));
                new Span<double>(a + ((nint)best * n), n).CopyTo(new Span<double>(a + ((nint)k * n), n));
                new Span<double>(a + ((nint)n * n), n).CopyTo(new Span<double>(a + ((nint)best * n), n));
                (order[k], order[best]) = (order[best], order[k]);
                sign = -sign;
            }

            // 2. Eliminate below; rows are independent.
            var job = new Job { A = a, N = n, Column = k };
            long work = (long)(n - k) * (n - k);
            job.Parts = work < ParallelElements ? 1 : 16;
            WorkerPool.Run(job.Parts, &Eliminate, &job);
        }

        return -1;
    }

    /// <summary>X = U^-1 L^-1 P B, row-major with <paramref name="columns"/> columns; <paramref name="x"/> and <paramref name="b"/> do not overlap.</summary>
    public static void Solve(double* lu, int* order, int n, double* b, double* x, int columns)
    {
        for (nint i = 0; i < n; i++)
        {
            double* row = x + (i * columns);
            new Span<double>(b + ((nint)order[i] * columns), columns).CopyTo(new Span<double>(row, columns));
            for (nint j = 0; j < i; j++)
            {
                DoubleRows.Add(-lu[(i * n) + j], x + (j * columns), row, columns);
            }
        }

        for (nint i = n - 1; i >= 0; i--)
        {
            double* row = x + (i * columns);
            for (nint j = i + 1; j < n; j++)
            {
                DoubleRows.Add(-lu[(i * n) + j], x + (j * columns), row, columns);
            }

            double pivot = lu[(i * n) + i];
            for (int c = 0; c < columns; c++)
            {
                row[c] /= pivot;
            }
        }
    }

    private static void Eliminate(void* state, int part)
    {
        ref Job job = ref *(Job*)state;
        nint n = job.N;
        nint k = job.Column;
        nint rows = n - k - 1;
        double* pivotRow = job.A + (k * n);
        nint last = k + 1 + (rows * (part + 1) / job.Parts);
        for (nint i = k + 1 + (rows * part / job.Parts); i < last; i++)
        {
            double* row = job.A + (i * n);
            double factor = row[k] / pivotRow[k];
            row[k] = factor;
            if (factor != 0)
            {
                DoubleRows.Add(-factor, pivotRow + k + 1, row + k + 1, n - k - 1);
            }
        }
    }

    private struct Job
    {
        public double* A;
        public int N;
        public int Column;
        public int Parts;
    }
}
