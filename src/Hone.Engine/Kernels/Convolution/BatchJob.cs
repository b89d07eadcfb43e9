namespace Hone.Kernels;

/// <summary>What every part of a <see cref="BatchConvolution{TPolicy, TVector}"/> shares.</summary>
internal unsafe struct BatchJob
{
    public DirectProblem Problem;

    /// <summary>`[OutHeight][kernel height]`: offset of the input line in its image, or negative for padding.</summary>
    public nint* LineOffsets;

    /// <summary>`[OutWidth][kernel width]`: the runs of each output column.</summary>
    public BatchRun* Runs;

    public int* RunCounts;

    /// <summary>Groups of up to six images.</summary>
    public int Groups;

    public int GroupsPerChunk;

    public int Positions;

    public int PositionsPerChunk;

    public int PositionChunks;

    public int ColumnParts;

    public int ColumnsPerPart;
}
