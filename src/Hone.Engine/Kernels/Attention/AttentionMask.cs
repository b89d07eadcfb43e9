namespace Hone.Kernels;

/// <summary>A mask over [batch, heads, queries, keys] by its strides, 0 where it repeats: booleans, numbers to add, or none.</summary>
internal unsafe struct AttentionMask<T>
    where T : unmanaged
{
    /// <summary>Nonzero where a query may see a key; null where there is no boolean mask.</summary>
    public byte* Allowed;

    /// <summary>Added to the scores; null where there is no additive mask.</summary>
    public T* Added;

    public nint Batch;

    public nint Head;

    public nint Row;

    public nint Column;

    public readonly nint At(nint batch, nint head, nint row, nint column) => (batch * Batch) + (head * Head) + (row * Row) + (column * Column);
}
