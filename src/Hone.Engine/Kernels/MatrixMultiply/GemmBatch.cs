namespace Hone.Kernels;

/// <summary>A batch of products of one size; lives on the caller's stack.</summary>
internal unsafe struct GemmBatch
{
    /// <summary>From this many multiplications and additions on, all threads work on one product after the other.</summary>
    private const double LargeOperations = 2e7;

    /// <summary>A batch of fewer operations is not worth a second thread.</summary>
    private const double ParallelOperations = 1e6;

    private const int MaxParts = 64;

    public int Batch;

    public int Rows;

    public int Columns;

    public int Depth;

    public MatrixView A;

    public MatrixView B;

    public float* C;

    public nint ABatch;

    public nint BBatch;

    public nint CBatch;

    public nint CRow;

    public bool Accumulate;

    public int Parts;

    public static void Run(ref GemmBatch job)
    {
        double operations = 2.0 * job.Rows * job.Columns * job.Depth;
        bool alone = operations >= LargeOperations || operations * job.Batch < ParallelOperations;
        job.Parts = alone ? 1 : Math.Min(job.Batch, MaxParts);
        fixed (GemmBatch* state = &job)
        {
            WorkerPool.Run(job.Parts, &RunPart, state);
        }
    }

    private static void RunPart(void* state, int part)
    {
        ref GemmBatch job = ref *(GemmBatch*)state;
        int first = (int)((long)job.Batch * part / job.Parts);
        int last = (int)((long)job.Batch * (part + 1) / job.Parts);
        for (nint i = first; i < last; i++)
        {
            Gemm.Run(
                job.Rows,
                job.Columns,
                job.Depth,
                job.A.Data + (i * job.ABatch),
                job.A.Row,
                job.A.Column,
                job.B.Data + (i * job.BBatch),
                job.B.Row,
                job.B.Column,
                job.C + (i * job.CBatch),
                job.CRow,
                job.Accumulate);
        }
    }
}
