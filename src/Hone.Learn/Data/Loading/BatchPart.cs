using System.Diagnostics.CodeAnalysis;

namespace Hone.Learn;

/// <summary>One tensor of a batch, such as its images or its categories, and the column that it came from.</summary>
public sealed class BatchPart
{
    internal BatchPart(Column column, Tensor memory)
    {
        Column = column;
        Place(memory);
    }

    /// <summary>Where the rows come from, and how they are shown.</summary>
    public Column Column { get; }

    /// <summary>The values in the order in which they were written; for images <c>[batch, height, width, channels]</c>.</summary>
    public Tensor Memory { get; private set; }

    /// <summary>The values as models see them: <c>[batch, ...]</c>.</summary>
    public Tensor Tensor { get; private set; }

    /// <summary>Puts other values in place, for transforms that change the size; the memory of the old ones goes back to the pool.</summary>
    /// <param name="memory">Rented, in the order of <see cref="Memory"/>, with as many rows.</param>
    /// <exception cref="ShapeException">It has another number of rows or axes.</exception>
    public void Replace(Tensor memory)
    {
        ArgumentNullException.ThrowIfNull(memory);
        if (memory.Rank != Memory.Rank || memory.Shape[0] != Memory.Shape[0])
        {
            throw new ShapeException($"New values for a part of a batch have {Memory.Shape[0]} rows and {Memory.Rank} axes.", memory.Shape.ToString(), "BatchPart.Replace", "keep the batch axis, and the order of the others");
        }

        Memory.ReturnToPool();
        Place(memory);
    }

    /// <summary>Puts memory in place of what is nobody's any more.</summary>
    [MemberNotNull(nameof(Memory), nameof(Tensor))]
    internal void Place(Tensor memory)
    {
        Memory = memory;
        Tensor = Column.View(memory);
    }
}
