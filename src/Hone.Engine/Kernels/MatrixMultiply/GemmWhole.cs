using System.Numerics;

namespace Hone.Kernels;

/// <summary>The product of integers: the plain loop, rows of C on all threads. Sums wrap around.</summary>
internal static unsafe class GemmWhole
{
    private const double ParallelOperations = 1e5;

    /// <summary>c(i, j) (+)= sum over p of a(i, p) * b(p, j), with the strides of <see cref="Gemm"/>.</summary>
    public static void Run<T>(int m, int n, int k, T* a, nint aRow, nint aColumn, T* b, nint bRow, nint bColumn, T* c, nint cRow, bool accumulate)
        where T : unmanaged, IBinaryInteger<T>
    {
        Job<T> job = new()
        {
            Rows = m,
            Columns = n,
            Depth = k,
            A = a,
            ARow = aRow,
            AColumn = aColumn,
            B = b,
            BRow = bRow,
            BColumn = bColumn,
            C = c,
            CRow = cRow,
            Accumulate = accumulate,
        };
        job.Parts = 2.0 * m * n * k < ParallelOperations ? 1 : Math.Min(m, 64);
        WorkerPool.Run(job.Parts, &RunPart<T>, &job);
    }

    private static void RunPart<T>(void* state, int part)
        where T : unmanaged, IBinaryInteger<T>
    {
        ref Job<T> job = ref *(Job<T>*)state;
        nint first = (nint)((long)job.Rows * part / job.Parts);
        nint last = (nint)((long)job.Rows * (part + 1) / job.Parts);
        GemmPlain.Run(
            (int)(last - first),
            job.Columns,
            job.Depth,
            job.A + (first * job.ARow),
            job.ARow,
            job.AColumn,
            job.B,
            job.BRow,
            job.BColumn,
            job.C + (first * job.CRow),
            job.CRow,
            job.Accumulate);
    }

    private struct Job<T>
        where T : unmanaged
    {
        public int Rows;
        public int Columns;
        public int Depth;
        public int Parts;
        public T* A;
        public nint ARow;
        public nint AColumn;
        public T* B;
        public nint BRow;
        public nint BColumn;
        public T* C;
        public nint CRow;
        public bool Accumulate;
    }
}
