namespace Hone.Kernels;

/// <summary>Sizes and operands of a negative log likelihood.</summary>
internal unsafe struct NllProblem<T>
    where T : unmanaged
{
    public int Rows;
    public int Classes;

    /// <summary>Rows are cut into this many ranges, for the gradient.</summary>
    public int Parts;

    /// <summary>[Rows][Classes] log probabilities at these strides.</summary>
    public T* X;
    public nint RowStride;
    public nint ColumnStride;

    /// <summary>[Rows] class indices.</summary>
    public long* Targets;

    /// <summary>[Classes]; null stands for 1.</summary>
    public T* Weights;

    /// <summary>Rows with this index have no loss and no gradient.</summary>
    public long IgnoreIndex;

    /// <summary>[Rows]: written by forward; null where only the sum is wanted.</summary>
    public T* Losses;

    /// <summary>[Rows]: gradient of each row's loss; null where <see cref="Scale"/> holds for all.</summary>
    public T* Scales;
    public T Scale;

    /// <summary>[Rows][Classes]: written by backward.</summary>
    public T* Dx;
}
