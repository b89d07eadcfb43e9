namespace Hone.Kernels;

/// <summary>A tensor [batch, heads, rows, features] by its strides; the features of a row are neighbors in memory.</summary>
internal readonly unsafe struct AttentionOperand<T>(T* data, nint batch, nint head, nint row)
    where T : unmanaged
{
    public readonly T* Data = data;

    /// <summary>Elements from one batch item to the next.</summary>
    public readonly nint Batch = batch;

    /// <summary>Elements from one head to the next.</summary>
    public readonly nint Head = head;

    /// <summary>Elements from one row to the next.</summary>
    public readonly nint Row = row;

    public T* At(nint batch, nint head, nint row) => Data + (batch * Batch) + (head * Head) + (row * Row);
}
