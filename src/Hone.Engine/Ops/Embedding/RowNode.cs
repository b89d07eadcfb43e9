using System.Numerics;
using Hone.Autograd;
using Hone.Kernels;

namespace Hone.Ops;

/// <summary>What operations share whose backward adds to rows of matrices: to touched rows alone, or to the whole dense gradient.</summary>
/// <param name="inputs">The inputs, matrices of rows among them.</param>
internal abstract class RowNode(params ReadOnlySpan<Tensor> inputs) : Node(inputs)
{
    /// <summary>Where the gradient of a matrix is to be written.</summary>
    /// <param name="input">Index of the matrix among the inputs.</param>
    /// <param name="matrix">Shape and type of the matrix, and whether its gradient is kept as touched rows.</param>
    /// <param name="places">count numbers of rows.</param>
    /// <param name="count">Number of places.</param>
    /// <param name="skipped">Number that takes no part; -1 for none.</param>
    protected unsafe RowTarget OpenTarget(int input, RowMatrix matrix, long* places, int count, long skipped)
    {
        if (matrix.Sparse && OpenRows(input) is { } rows)
        {
            long* slots = rows.Place(new ReadOnlySpan<long>(places, count), skipped, out int kept);
            return new RowTarget(rows.Memory, rows.Count, kept, (nint)slots, -1, null);
        }

        GradientSlot slot = Open(input, matrix.Shape, matrix.Strides, matrix.Type);
        return new RowTarget(slot.Memory, matrix.Shape[0], slot.Accumulate ? matrix.Shape[0] : 0, (nint)places, skipped, slot);
    }

    /// <summary>Hands over what <see cref="OpenTarget"/> gave out.</summary>
    protected void CloseTarget(int input, RowTarget target)
    {
        if (target.Slot is { } slot)
        {
            Close(input, slot);
        }
    }

    /// <summary>Opens the gradient of a matrix and adds scaled rows to it: row places[i] gets scale[i] * source[sourceRows[i]].</summary>
    /// <param name="input">Index of the matrix among the inputs.</param>
    /// <param name="matrix">Shape and type of the matrix, and whether its gradient is kept as touched rows.</param>
    /// <param name="places">count numbers of rows.</param>
    /// <param name="count">Number of places.</param>
    /// <param name="skipped">Number that takes no part; -1 for none.</param>
    /// <param name="source">source: [..., width], without gaps.</param>
    /// <param name="sourceRows">count numbers of rows of the source; null for the place's own position.</param>
    /// <param name="scale">count factors; null for 1.</param>
    protected unsafe void AddRows<T>(int input, RowMatrix matrix, long* places, int count, long skipped, T* source, long* sourceRows, T* scale)
        where T : unmanaged, INumber<T>
    {
        RowTarget target = OpenTarget(input, matrix, places, count, skipped);
        var scatter = new RowScatter<T>
        {
            Target = target.Memory.Pointer<T>(),
            Rows = target.Rows,
            Width = matrix.Shape[1],
            Kept = target.Kept,
            Places = (long*)target.Places,
            Count = count,
            Skipped = target.Skipped,
            Source = source,
            SourceRows = sourceRows,
            Scale = scale,
        };
        scatter.Run();
        CloseTarget(input, target);
    }

    /// <summary>Memory that takes gradients of rows.</summary>
    /// <param name="Memory">memory: [rows or more, width]</param>
    /// <param name="Rows">Rows that belong to the gradient.</param>
    /// <param name="Kept">The first rows are added to, the others overwritten.</param>
    /// <param name="Places">Address of one row number of the memory for each index.</param>
    /// <param name="Skipped">Number that takes no part.</param>
    /// <param name="Slot">What to hand over when the rows are written; null for rows that the leaf keeps itself.</param>
    protected readonly record struct RowTarget(Tensor Memory, int Rows, int Kept, nint Places, long Skipped, GradientSlot? Slot);
}
