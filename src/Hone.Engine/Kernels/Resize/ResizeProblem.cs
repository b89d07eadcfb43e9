namespace Hone.Kernels;

/// <summary>Sizes and operands of a resize of channels-last images: a weighted sum of neighbouring rows, then of neighbouring pixels.</summary>
internal unsafe struct ResizeProblem<T>
    where T : unmanaged
{
    public int Batch;
    public int Channels;
    public int InHeight;
    public int InWidth;
    public int OutHeight;
    public int OutWidth;

    /// <summary>Whether the result is added to Y.</summary>
    public bool Accumulate;

    /// <summary>Output rows are cut into this many ranges.</summary>
    public int Parts;

    public T* X;
    public T* Y;

    /// <summary>Output row i sums input rows RowFirst[i].. with the weights RowWeights[RowOffset[i]..RowOffset[i + 1]].</summary>
    public int* RowFirst;
    public int* RowOffset;
    public T* RowWeights;

    /// <summary>The same for pixels within a row.</summary>
    public int* ColumnFirst;
    public int* ColumnOffset;
    public T* ColumnWeights;

    public readonly int FirstRow(int part) => (int)((long)Batch * OutHeight * part / Parts);
}
