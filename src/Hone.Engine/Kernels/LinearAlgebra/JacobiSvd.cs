namespace Hone.Kernels;

/// <summary>
/// One-sided Jacobi (Hestenes 1958): pairs of columns are rotated until all are orthogonal; their lengths are the singular values. Columns that are
/// rounding noise are left alone. The pairs of a round (a tournament) are disjoint, so threads take them in any order.
/// </summary>
internal static unsafe class JacobiSvd
{
    private const int MaxSweeps = 60;
    private const long ParallelElements = 16 * 1024;

    /// <summary>Rotates columns <paramref name="a"/> (n rows of m numbers) and, with them, <paramref name="v"/> (n rows of n, the identity at first).</summary>
    /// <param name="a">Columns.</param>
    /// <param name="m">Length of a column.</param>
    /// <param name="v">Rotated with the columns.</param>
    /// <param name="n">Number of columns.</param>
    /// <param name="noise">Length up to which a column counts as zero.</param>
    /// <returns>Whether the columns became orthogonal.</returns>
    public static bool Orthogonalize(double* a, int m, double* v, int n, double noise)
    {
        int players = n + (n & 1);
        int[] rotated = new int[Math.Max(1, players / 2)];
        fixed (int* changed = rotated)
        {
            var job = new Job { A = a, V = v, M = m, N = n, Players = players, Changed = changed, Noise = noise * noise };
            job.Parts = (long)n * (m + n) < ParallelElements ? 1 : Math.Min(16, players / 2);
            for (int sweep = 0; sweep < MaxSweeps; sweep++)
            {
                Array.Clear(rotated);
                for (job.Round = 0; job.Round < players - 1; job.Round++)
                {
                    WorkerPool.Run(job.Parts, &Part, &job);
                }

                if (Array.TrueForAll(rotated, count => count == 0))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static void Part(void* state, int part)
    {
        ref Job job = ref *(Job*)state;
        int pairs = job.Players / 2;
        for (int pair = pairs * part / job.Parts; pair < pairs * (part + 1) / job.Parts; pair++)
        {
            // The last player stays, the others move one seat each round.
            int ring = job.Players - 1;
            int p = pair == 0 ? ring : (job.Round + pair) % ring;
            int q = (job.Round + ring - pair) % ring;
            if (p < job.N && q < job.N)
            {
                Rotate(job, Math.Min(p, q), Math.Max(p, q), pair);
            }
        }
    }

    private static void Rotate(in Job job, nint p, nint q, int pair)
    {
        double* x = job.A + (p * job.M);
        double* y = job.A + (q * job.M);
        double xx = DoubleRows.Dot(x, x, job.M);
        double yy = DoubleRows.Dot(y, y, job.M);
        double xy = DoubleRows.Dot(x, y, job.M);
        if (Math.Abs(xy) <= 1e-15 * Math.Sqrt(xx) * Math.Sqrt(yy) || Math.Min(xx, yy) <= job.Noise)
        {
            return;
        }

        // tan of the angle that makes them orthogonal, the smaller one of two.
        double zeta = (yy - xx) / (2 * xy);
        double tangent = Math.CopySign(1, zeta) / (Math.Abs(zeta) + Math.Sqrt(1 + (zeta * zeta)));
        double cosine = 1 / Math.Sqrt(1 + (tangent * tangent));
        DoubleRows.Rotate(cosine, cosine * tangent, x, y, job.M);
        DoubleRows.Rotate(cosine, cosine * tangent, job.V + (p * job.N), job.V + (q * job.N), job.N);
        job.Changed[pair]++;
    }

    private struct Job
    {
        public double* A;
        public double* V;
        public int M;
        public int N;
        public int Players;
        public int Round;
        public int Parts;
        public int* Changed;
        public double Noise;
    }
}
