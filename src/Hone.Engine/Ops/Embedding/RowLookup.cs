using System.Numerics;
using Hone.Autograd;
using Hone.Kernels;

namespace Hone.Ops;

/// <summary>What operations share that read rows of one matrix by number: the check of the numbers and the way back into the rows.</summary>
internal abstract class RowLookup : RowNode
{
    private readonly RowMatrix _matrix;
    private readonly IndexSeal _seal;

    protected RowLookup(Tensor weight, Tensor? second, Tensor places, long skipped, bool sparse)
        : base(second is null ? [weight] : [weight, second])
    {
        _matrix = RowMatrix.Of(weight, sparse);
        Places = Save(places);
        _seal = IndexSeal.Of(places);
        Skipped = skipped;
    }

    /// <summary>Numbers of rows, without gaps in memory.</summary>
    protected Tensor Places { get; }

    /// <summary>Number of the row that takes no part; -1 for none.</summary>
    protected long Skipped { get; }

    /// <summary>Shape rule of the weight and the padding index.</summary>
    public static long Check(Tensor weight, int? paddingIndex, string operation)
    {
        if (weight.Rank != 2 || !DTypes.IsFloatingPoint(weight.DType))
        {
            throw new ShapeException($"{operation} needs a floating-point weight: [rows, width].", $"weight {weight.DType} {weight.Shape}", operation);
        }

        int padding = paddingIndex is { } index && index < 0 ? index + weight.Shape[0] : paddingIndex ?? -1;
        if (paddingIndex is not null && (uint)padding >= (uint)weight.Shape[0])
        {
            throw new ShapeException(
                $"{operation} needs a padding index in {-weight.Shape[0]}..{weight.Shape[0] - 1} for a weight of {weight.Shape[0]} rows.",
                $"padding index {paddingIndex}",
                operation);
        }

        return padding;
    }

    /// <summary>The indices as Int64 without gaps, each of which names a row.</summary>
    public static unsafe Tensor Numbers(Tensor indices, int rows, string operation)
    {
        if (indices.DType is not (DType.Int64 or DType.Int32))
        {
            throw new ShapeException($"{operation} needs indices of type Int64 or Int32.", $"{indices.DType} {indices.Shape}", operation, "convert with To(DType.Int64)");
        }

        Tensor wide = indices.DType == DType.Int64 ? indices.Detach() : indices.To(DType.Int64);
        Tensor places = wide.IsContiguous ? wide : wide.ContiguousCopy();
        long* values = places.Pointer<long>();
        for (int i = 0; i < places.ElementCount; i++)
        {
            if ((ulong)values[i] >= (ulong)rows)
            {
                throw new ShapeException(
                    $"{operation} needs indices in 0..{rows - 1} for a weight of {rows} rows.",
                    $"{values[i]} at position {Position(indices.Shape, i)}",
                    operation,
                    "give the weight one row for each category, or map unknown categories to a row of their own");
            }
        }

        return places;
    }

    /// <inheritdoc/>
    protected override void CheckBorrowed()
    {
        if (!_seal.Fits(Places))
        {
            throw Changed(Places, Name);
        }
    }

    /// <summary>Opens the gradient of the weight and adds scaled rows to it.</summary>
    /// <param name="source">source: [..., width], without gaps.</param>
    /// <param name="sourceRows">For each place its row of the source; empty for the place's own position.</param>
    /// <param name="scale">For each place a factor; null for 1.</param>
    protected unsafe void AddRows<T>(Tensor source, ReadOnlySpan<long> sourceRows, T* scale)
        where T : unmanaged, INumber<T>
    {
        fixed (long* rows = sourceRows)
        {
            AddRows(0, _matrix, Places.Pointer<long>(), Places.ElementCount, Skipped, source.Pointer<T>(), rows, scale);
        }
    }

    /// <summary>Opens the gradient of the weight and adds elements to the rows that won them.</summary>
    /// <param name="source">source: [bags, width], without gaps.</param>
    /// <param name="winners">winners: [bags, width], positions among the places; -1 for none.</param>
    protected unsafe void AddWinners<T>(Tensor source, ReadOnlySpan<int> winners)
        where T : unmanaged, INumber<T>
    {
        fixed (int* entries = winners)
        {
            RowTarget target = OpenTarget(0, _matrix, Places.Pointer<long>(), Places.ElementCount, Skipped);
            var clear = new RowScatter<T> { Target = target.Memory.Pointer<T>(), Rows = target.Rows, Width = _matrix.Shape[1], Kept = target.Kept };
            clear.Run();
            var scatter = new WinnerScatter<T>
            {
                Bags = source.Shape[0],
                Width = _matrix.Shape[1],
                Winners = entries,
                Places = (long*)target.Places,
                Source = source.Pointer<T>(),
                Target = target.Memory.Pointer<T>(),
            };
            scatter.Run();
            CloseTarget(0, target);
        }
    }

    private static string Position(Shape shape, int index)
    {
        var position = new int[shape.Rank];
        for (int k = shape.Rank - 1; k >= 0; k--)
        {
            position[k] = index % shape[k];
            index /= shape[k];
        }

        return $"[{string.Join(", ", position)}]";
    }
}
