namespace Hone.Kernels;

/// <summary>Reduces a symmetric matrix to tridiagonal form by Householder reflections: A = Q T Q^T.</summary>
internal static unsafe class SymmetricTridiagonal
{
    private const long ParallelElements = 16 * 1024;

    /// <param name="a">The full matrix, row-major; row k keeps the k-th reflection to the right of the diagonal.</param>
    /// <param name="n">Rows and columns.</param>
    /// <param name="diagonal">n numbers.</param>
    /// <param name="beside">n numbers: the element right of each diagonal element; the last is 0.</param>
    /// <param name="q">Receives Q^T, row-major.</param>
    public static void Reduce(double* a, int n, double* diagonal, double* beside, double* q)
    {
        double[] scales = new double[n];
        double[] products = new double[n];
        fixed (double* scale = scales, w = products)
        {
            var job = new Job { A = a, Q = q, W = w, Scales = scale, N = n };
            for (job.K = 0; job.K < n - 1; job.K++)
            {
                nint k = job.K;
                diagonal[k] = a[(k * n) + k];
                double* v = a + (k * n) + k + 1;
                nint length = n - k - 1;
                double head = v[0];
                double tail = DoubleRows.Norm(v + 1, length - 1);
                beside[k] = head;
                if (tail == 0)
                {
                    continue;
                }

                // 1. v with v[0] = 1, H = I - tau v v^T.
                double beta = -Math.CopySign(Math.Sqrt((head * head) + (tail * tail)), head);
                beside[k] = beta;
                scale[k] = (beta - head) / beta;
                double factor = 1 / (head - beta);
                for (nint i = 1; i < length; i++)
                {
                    v[i] *= factor;
                }

                v[0] = 1;

                // 2. w = tau A v - (tau^2 v^T A v / 2) v, A -= v w^T + w v^T.
                job.Parts = (long)length * length < ParallelElements ? 1 : 16;
                WorkerPool.Run(job.Parts, &MultiplyPart, &job);
                DoubleRows.Add(-0.5 * scale[k] * DoubleRows.Dot(w + k + 1, v, length), v, w + k + 1, length);
                WorkerPool.Run(job.Parts, &UpdatePart, &job);
            }

            if (n > 0)
            {
                diagonal[n - 1] = a[((nint)(n - 1) * n) + n - 1];
                beside[n - 1] = 0;
            }

            // 3. Q^T, each row on its own.
            job.Parts = (long)n * n < ParallelElements ? 1 : Math.Min(n, 64);
            WorkerPool.Run(job.Parts, &FormPart, &job);
        }
    }

    private static void MultiplyPart(void* state, int part)
    {
        ref Job job = ref *(Job*)state;
        nint n = job.N;
        nint first = job.K + 1;
        double* v = job.A + (job.K * n) + first;
        nint last = first + ((n - first) * (part + 1) / job.Parts);
        for (nint i = first + ((n - first) * part / job.Parts); i < last; i++)
        {
            job.W[i] = job.Scales[job.K] * DoubleRows.Dot(job.A + (i * n) + first, v, n - first);
        }
    }

    private static void UpdatePart(void* state, int part)
    {
        ref Job job = ref *(Job*)state;
        nint n = job.N;
        nint first = job.K + 1;
        double* v = job.A + (job.K * n) + first;
        nint last = first + ((n - first) * (part + 1) / job.Parts);
        for (nint i = first + ((n - first) * part / job.Parts); i < last; i++)
        {
            double* row = job.A + (i * n) + first;
            DoubleRows.Add(-v[i - first], job.W + first, row, n - first);
            DoubleRows.Add(-job.W[i], v, row, n - first);
        }
    }

    private static void FormPart(void* state, int part)
    {
        ref Job job = ref *(Job*)state;
        nint n = job.N;
        nint begin = n * part / job.Parts;
        nint end = n * (part + 1) / job.Parts;
        new Span<double>(job.Q + (begin * n), (int)((end - begin) * n)).Clear();
        for (nint i = begin; i < end; i++)
        {
            job.Q[(i * n) + i] = 1;
        }

        // Q^T = H(n-2) ... H(1) H(0): the last reflection first, from the right. A reflection k touches columns k + 1.. of rows k + 1...
        for (nint k = n - 2; k >= 0; k--)
        {
            double* v = job.A + (k * n) + k + 1;
            for (nint i = Math.Max(begin, k + 1); i < end && job.Scales[k] != 0; i++)
            {
                double* row = job.Q + (i * n) + k + 1;
                DoubleRows.Add(-job.Scales[k] * DoubleRows.Dot(row, v, n - k - 1), v, row, n - k - 1);
            }
        }
    }

    private struct Job
    {
        public double* A;
        public double* Q;
        public double* W;
        public double* Scales;
        public nint K;
        public int N;
        public int Parts;
    }
}
