using Hone.Memory;

namespace Hone.Ops;

/// <summary>Which axes a reduction removes, and the views between the full, the kept and the dropped shape.</summary>
internal readonly struct ReducedAxes
{
    private readonly int _rank;
    private readonly int _reduced;
    private readonly bool _keepDim;

    /// <summary>Names the axes; none means all.</summary>
    /// <exception cref="ShapeException">An axis does not exist or is named twice.</exception>
    public ReducedAxes(Shape shape, ReadOnlySpan<int> axes, bool keepDim, string operation)
    {
        _keepDim = keepDim;
        _rank = shape.Rank;
        _reduced = axes.Length == 0 ? -1 : 0;
        foreach (int axis in axes)
        {
            int normalized = shape.NormalizeAxis(axis, operation);
            if (Reduces(normalized))
            {
                throw new ShapeException("Each axis is reduced once.", $"axis {axis} twice for shape {shape}", operation, "name the axis once");
            }

            _reduced |= 1 << normalized;
        }

        Span<int> kept = stackalloc int[_rank];
        Count = 1;
        for (int axis = 0; axis < _rank; axis++)
        {
            kept[axis] = Reduces(axis) ? 1 : shape[axis];
            Count *= Reduces(axis) ? shape[axis] : 1;
        }

        KeptShape = Shape.Create(kept);
    }

    /// <summary>The shape with reduced axes of size 1.</summary>
    public Shape KeptShape { get; }

    /// <summary>Number of elements that fall into one result.</summary>
    public int Count { get; }

    /// <summary>Whether an axis, counted from the front, is reduced.</summary>
    public bool Reduces(int axis) => ((_reduced >> axis) & 1) != 0;

    /// <summary>Refuses a reduction that has no answer over no elements.</summary>
    public void RequireElements(Shape shape, string operation)
    {
        if (Count == 0 && KeptShape.ElementCount > 0)
        {
            throw new ShapeException($"{operation} needs at least one element along its axes.", $"shape {shape}", operation, "leave empty tensors out");
        }
    }

    /// <summary>
    /// One row for each result: [results, elements of one result]. Records like any view; copies where the reduced axes do not lie at the end.
    /// </summary>
    public Tensor Rows(Tensor x)
    {
        Span<int> order = stackalloc int[_rank];
        int first = 0;
        int last = _rank;
        for (int axis = 0; axis < _rank; axis++)
        {
            if (!Reduces(axis))
            {
                order[first++] = axis;
            }
        }

        for (int axis = _rank - 1; axis >= 0; axis--)
        {
            if (Reduces(axis))
            {
                order[--last] = axis;
            }
        }

        return x.Permute(order).Reshape(KeptShape.ElementCount, Count);
    }

    /// <summary>From one value for each row, [results], to the shape of the result.</summary>
    public Tensor FromRows(Tensor values)
    {
        Span<int> sizes = stackalloc int[_rank];
        int count = 0;
        for (int axis = 0; axis < _rank; axis++)
        {
            if (_keepDim || !Reduces(axis))
            {
                sizes[count++] = KeptShape[axis];
            }
        }

        return values.Reshape(sizes[..count]);
    }

    /// <summary>From the kept shape to the shape of the result.</summary>
    public Tensor Drop(Tensor kept)
    {
        if (_keepDim)
        {
            return kept;
        }

        Span<int> sizes = stackalloc int[_rank];
        Span<int> strides = stackalloc int[_rank];
        int count = 0;
        for (int axis = 0; axis < _rank; axis++)
        {
            if (!Reduces(axis))
            {
                sizes[count] = kept.Shape[axis];
                strides[count++] = kept.Strides[axis];
            }
        }

        return Tensor.At(kept.Storage, kept.Offset, Shape.Create(sizes[..count]), SizeList.Of(strides[..count]), kept.DType);
    }

    /// <summary>From the shape of the result to the kept shape.</summary>
    public Tensor Restore(Tensor result)
    {
        if (_keepDim)
        {
            return result;
        }

        Span<int> strides = stackalloc int[_rank];
        int from = 0;
        for (int axis = 0; axis < _rank; axis++)
        {
            strides[axis] = Reduces(axis) ? 0 : result.Strides[from++];
        }

        return Tensor.At(result.Storage, result.Offset, KeptShape, SizeList.Of(strides), result.DType);
    }

    /// <summary>A result shown in the full shape: every element repeats the result that it fell into.</summary>
    public Tensor Repeat(Tensor result, Shape shape)
    {
        Tensor kept = Restore(result);
        return Tensor.At(kept.Storage, kept.Offset, shape, Broadcasting.Strides(kept, shape), kept.DType);
    }
}
