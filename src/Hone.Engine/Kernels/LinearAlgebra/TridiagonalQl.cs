namespace Hone.Kernels;

/// <summary>
/// Eigenvalues and eigenvectors of a symmetric tridiagonal matrix by the implicit QL iteration with Wilkinson's shift. Rotations of the vectors are
/// collected and applied to blocks of columns that stay in cache.
/// </summary>
internal static unsafe class TridiagonalQl
{
    private const int MaxIterations = 60;
    private const int Collected = 32 * 1024;
    private const int ColumnBlock = 64;

    /// <param name="diagonal">Diagonal; becomes the eigenvalues, in no order.</param>
    /// <param name="beside">Elements beside the diagonal; destroyed.</param>
    /// <param name="vectors">Row-major, n rows of n numbers; each rotation of rows i and i + 1 is applied, so that row j ends as the j-th eigenvector.</param>
    /// <param name="n">Rows.</param>
    /// <returns>Whether every eigenvalue converged.</returns>
    public static bool Run(double* diagonal, double* beside, double* vectors, int n)
    {
        var rows = new int[Collected];
        var cosines = new double[Collected];
        var sines = new double[Collected];
        fixed (int* row = rows)
        fixed (double* cosine = cosines, sine = sines)
        {
            var job = new Job { Vectors = vectors, N = n, Rows = row, Cosines = cosine, Sines = sine };
            for (int l = 0; l < n; l++)
            {
                for (int iteration = 0; ; iteration++)
                {
                    int m = l;
                    while (m < n - 1 && Math.Abs(beside[m]) > 2.3e-16 * (Math.Abs(diagonal[m]) + Math.Abs(diagonal[m + 1])))
                    {
                        m++;
                    }

                    if (m == l)
                    {
                        break;
                    }

                    if (iteration == MaxIterations)
                    {
                        return false;
                    }

                    Sweep(diagonal, beside, l, m, ref job);
                }
            }

            Flush(ref job);
            return true;
        }
    }

    /// <summary>One implicit QL step on rows l..m.</summary>
    private static void Sweep(double* d, double* e, int l, int m, ref Job job)
    {
        // 1. The shift: the eigenvalue of the leading 2x2 block that lies closer to d[l].
        double g = (d[l + 1] - d[l]) / (2 * e[l]);
        double r = Hypotenuse(g, 1);
        g = d[m] - d[l] + (e[l] / (g + Math.CopySign(r, g)));
        double s = 1;
        double c = 1;
        double p = 0;

        // 2. Chase the bulge from m up to l.
        for (int i = m - 1; i >= l; i--)
        {
            double f = s * e[i];
            double b = c * e[i];
            r = Hypotenuse(f, g);
            e[i + 1] = r;
            if (r == 0)
            {
                // The matrix has fallen apart at i + 1.
                d[i + 1] -= p;
                e[m] = 0;
                return;
            }

            s = f / r;
            c = g / r;
            g = d[i + 1] - p;
            r = ((d[i] - g) * s) + (2 * c * b);
            p = s * r;
            d[i + 1] = g + p;
            g = (c * r) - b;
            Collect(ref job, i, c, s);
        }

        d[l] -= p;
        e[l] = g;
        e[m] = 0;
    }

    private static double Hypotenuse(double a, double b)
    {
        a = Math.Abs(a);
        b = Math.Abs(b);
        double large = Math.Max(a, b);
        double ratio = large == 0 ? 0 : Math.Min(a, b) / large;
        return large * Math.Sqrt(1 + (ratio * ratio));
    }

    private static void Collect(ref Job job, int row, double cosine, double sine)
    {
        if (job.Count == Collected)
        {
            Flush(ref job);
        }

        job.Rows[job.Count] = row;
        job.Cosines[job.Count] = cosine;
        job.Sines[job.Count] = sine;
        job.Count++;
    }

    private static void Flush(ref Job job)
    {
        fixed (Job* state = &job)
        {
            WorkerPool.Run((job.N + ColumnBlock - 1) / ColumnBlock, &Part, state);
        }

        job.Count = 0;
    }

    private static void Part(void* state, int part)
    {
        ref Job job = ref *(Job*)state;
        nint first = (nint)part * ColumnBlock;
        nint count = Math.Min(ColumnBlock, job.N - first);
        for (int k = 0; k < job.Count; k++)
        {
            double* row = job.Vectors + ((nint)job.Rows[k] * job.N) + first;
            DoubleRows.Rotate(job.Cosines[k], job.Sines[k], row, row + job.N, count);
        }
    }

    private struct Job
    {
        public double* Vectors;
        public int N;
        public int* Rows;
        public double* Cosines;
        public double* Sines;
        public int Count;
    }
}
