namespace Hone.Kernels;

/// <summary>A = Q R by Householder reflections over columns that lie contiguously.</summary>
internal static unsafe class HouseholderQr
{
    private const long ParallelElements = 32 * 1024;

    /// <summary>
    /// Factorizes and forms the reduced Q. A column's diagonal element of R has the sign opposite to what it replaced, as in LAPACK.
    /// </summary>
    /// <param name="a">Columns of A: n rows of m numbers; overwritten by the reflections.</param>
    /// <param name="m">Rows of A.</param>
    /// <param name="n">Columns of A.</param>
    /// <param name="q">Columns of Q: min(m, n) rows of m numbers.</param>
    /// <param name="r">R, row-major: min(m, n) rows of n numbers.</param>
    public static void Factorize(double* a, int m, int n, double* q, double* r)
    {
        int k = Math.Min(m, n);
        double[] scales = new double[k];
        new Span<double>(r, k * n).Clear();
        for (nint column = 0; column < k; column++)
        {
            // 1. v = x - beta e1 scaled to v[0] = 1, H = I - tau v v^T with H x = beta e1.
            double* v = a + (column * m) + column;
            nint length = m - column;
            double head = v[0];
            double tail = DoubleRows.Norm(v + 1, length - 1);
            double beta = head;
            if (tail != 0)
            {
                beta = -Math.CopySign(Math.Sqrt((head * head) + (tail * tail)), head);
                scales[column] = (beta - head) / beta;
                double factor = 1 / (head - beta);
                for (nint i = 1; i < length; i++)
                {
                    v[i] *= factor;
                }
            }

            // 2. The reflection of the columns to the right; they are independent.
            v[0] = 1;
            Reflect(v, scales[column], length, a + ((column + 1) * m) + column, m, (int)(n - column - 1));
            r[(column * n) + column] = beta;
        }

        // 3. R lies above the reflections.
        for (nint column = 0; column < n; column++)
        {
            for (nint row = 0; row < Math.Min(column, k); row++)
            {
                r[(row * n) + column] = a[(column * m) + row];
            }
        }

        // 4. Q = H1 H2 ... applied to the first columns of the identity, last reflection first.
        new Span<double>(q, k * m).Clear();
        for (nint column = k - 1; column >= 0; column--)
        {
            q[(column * m) + column] = 1;
            Reflect(a + (column * m) + column, scales[column], m - column, q + (column * m) + column, m, (int)(k - column));
        }
    }

    private static void Reflect(double* v, double scale, nint length, double* columns, nint stride, int count)
    {
        if (scale == 0 || count == 0)
        {
            return;
        }

        var job = new Job { V = v, Scale = scale, Length = length, Columns = columns, Stride = stride, Count = count };
        job.Parts = count * (long)length < ParallelElements ? 1 : Math.Min(count, 16);
        WorkerPool.Run(job.Parts, &Part, &job);
    }

    private static void Part(void* state, int part)
    {
        ref Job job = ref *(Job*)state;
        nint last = (nint)job.Count * (part + 1) / job.Parts;
        for (nint i = (nint)job.Count * part / job.Parts; i < last; i++)
        {
            double* column = job.Columns + (i * job.Stride);
            DoubleRows.Add(-job.Scale * DoubleRows.Dot(job.V, column, job.Length), job.V, column, job.Length);
        }
    }

    private struct Job
    {
        public double* V;
        public double Scale;
        public nint Length;
        public double* Columns;
        public nint Stride;
        public int Count;
        public int Parts;
    }
}
