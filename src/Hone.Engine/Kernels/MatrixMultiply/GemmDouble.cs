using System.Numerics;
using System.Runtime.CompilerServices;
using Hone.Memory;

namespace Hone.Kernels;

/// <summary>The float64 product, used by gradient checks: rows of C in parallel, a block of B in cache, one vector loop.</summary>
internal static unsafe class GemmDouble
{
    private const int DepthBlock = 128;
    private const int ColumnBlock = 256;
    private const double ParallelOperations = 1e6;

    public static void Run(int m, int n, int k, double* a, nint aRow, nint aColumn, double* b, nint bRow, nint bColumn, double* c, nint cRow, bool accumulate)
    {
        Job job = new()
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
        job.Parts = 2.0 * m * n * k < ParallelOperations ? 1 : Math.Min(m, 16);
        WorkerPool.Run(job.Parts, &RunPart, &job);
    }

    private static void RunPart(void* state, int part)
    {
        ref Job job = ref *(Job*)state;
        int first = (int)((long)job.Rows * part / job.Parts);
        int last = (int)((long)job.Rows * (part + 1) / job.Parts);
        if (!job.Accumulate)
        {
            for (nint i = first; i < last; i++)
            {
                new Span<double>(job.C + (i * job.CRow), job.Columns).Clear();
            }
        }

        double* block = (double*)Scratch.Bytes(ScratchSlot.GemmPackedB, DepthBlock * ColumnBlock * sizeof(double));
        for (int j = 0; j < job.Columns; j += ColumnBlock)
        {
            int columns = Math.Min(ColumnBlock, job.Columns - j);
            for (int p = 0; p < job.Depth; p += DepthBlock)
            {
                int depth = Math.Min(DepthBlock, job.Depth - p);
                CopyBlock(job.B + (p * job.BRow) + (j * job.BColumn), job.BRow, job.BColumn, depth, columns, block);
                for (nint i = first; i < last; i++)
                {
                    AddRow(job.A + (i * job.ARow) + (p * job.AColumn), job.AColumn, depth, block, columns, job.C + (i * job.CRow) + j);
                }
            }
        }
    }

    private static void CopyBlock(double* b, nint bRow, nint bColumn, int depth, int columns, double* block)
    {
        for (nint p = 0; p < depth; p++)
        {
            for (nint j = 0; j < columns; j++)
            {
                block[(p * ColumnBlock) + j] = b[(p * bRow) + (j * bColumn)];
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddRow(double* a, nint aColumn, int depth, double* block, int columns, double* c)
    {
        for (nint p = 0; p < depth; p++)
        {
            double scalar = a[p * aColumn];
            var factor = new Vector<double>(scalar);
            double* b = block + (p * ColumnBlock);
            nint j = 0;
            for (; j + Vector<double>.Count <= columns; j += Vector<double>.Count)
            {
                Vector<double> sum = Unsafe.ReadUnaligned<Vector<double>>(c + j) + (factor * Unsafe.ReadUnaligned<Vector<double>>(b + j));
                Unsafe.WriteUnaligned(c + j, sum);
            }

            for (; j < columns; j++)
            {
                c[j] += scalar * b[j];
            }
        }
    }

    private struct Job
    {
        public int Rows;
        public int Columns;
        public int Depth;
        public int Parts;
        public double* A;
        public nint ARow;
        public nint AColumn;
        public double* B;
        public nint BRow;
        public nint BColumn;
        public double* C;
        public nint CRow;
        public bool Accumulate;
    }
}
