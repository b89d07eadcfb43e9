namespace Hone.Ops;

/// <summary>Which axes a reduction removes, and the views between the full, the kept and the dropped shape.</summary>
internal sealed class ReducedAxes
{
    private readonly bool[] _reduced;
    private readonly bool _keepDim;

    /// <summary>Names the axes; none means all.</summary>
    /// <exception cref="ShapeException">An axis does not exist or is named twice.</exception>
    public ReducedAxes(Shape shape, ReadOnlySpan<int> axes, bool keepDim, string operation)
    {
        _keepDim = keepDim;
        _reduced = new bool[shape.Rank];
        int[] kept = shape.ToArray();
        if (axes.Length == 0)
        {
            Array.Fill(_reduced, true);
            Array.Fill(kept, 1);
        }

        foreach (int axis in axes)
        {
            int normalized = shape.NormalizeAxis(axis);
            if (_reduced[normalized])
            {
                throw new ShapeException("Each axis is reduced once.", $"axis {axis} twice for shape {shape}", operation, "name the axis once");
            }

            _reduced[normalized] = true;
            kept[normalized] = 1;
        }

        KeptShape = Shape.Create(kept);
        Count = 1;
        for (int axis = 0; axis < _reduced.Length; axis++)
        {
            Count *= _reduced[axis] ? shape[axis] : 1;
        }
    }

    /// <summary>The shape with reduced axes of size 1.</summary>
    public Shape KeptShape { get; }

    /// <summary>Number of elements that fall into one result.</summary>
    public int Count { get; }

    /// <summary>
    /// One row for each result: [results, elements of one result]. Records like any view; copies where the reduced axes do not lie at the end.
    /// </summary>
    public Tensor Rows(Tensor x)
    {
        var order = new List<int>();
        for (int axis = 0; axis < _reduced.Length; axis++)
        {
            if (!_reduced[axis])
            {
                order.Add(axis);
            }
        }

        for (int axis = 0; axis < _reduced.Length; axis++)
        {
            if (_reduced[axis])
            {
                order.Add(axis);
            }
        }

        return x.Permute(order.ToArray()).Reshape(KeptShape.ElementCount, Count);
    }

    /// <summary>From one value for each row, [results], to the shape of the result.</summary>
    public Tensor FromRows(Tensor values)
    {
        var sizes = new List<int>();
        for (int axis = 0; axis < _reduced.Length; axis++)
        {
            if (_keepDim || !_reduced[axis])
            {
                sizes.Add(KeptShape[axis]);
            }
        }

        return values.Reshape(sizes.ToArray());
    }

    /// <summary>From the kept shape to the shape of the result.</summary>
    public Tensor Drop(Tensor kept)
    {
        if (_keepDim)
        {
            return kept;
        }

        var sizes = new List<int>();
        var strides = new List<int>();
        for (int axis = 0; axis < _reduced.Length; axis++)
        {
            if (!_reduced[axis])
            {
                sizes.Add(kept.Shape[axis]);
                strides.Add(kept.Strides[axis]);
            }
        }

        return new Tensor(kept.Storage, kept.Offset, Shape.Create(sizes.ToArray()), [.. strides], kept.DType);
    }

    /// <summary>From the shape of the result to the kept shape.</summary>
    public Tensor Restore(Tensor result)
    {
        if (_keepDim)
        {
            return result;
        }

        var strides = new int[_reduced.Length];
        int from = 0;
        for (int axis = 0; axis < _reduced.Length; axis++)
        {
            strides[axis] = _reduced[axis] ? 0 : result.Strides[from++];
        }

        return new Tensor(result.Storage, result.Offset, KeptShape, strides, result.DType);
    }

    /// <summary>A result shown in the full shape: every element repeats the result that it fell into.</summary>
    public Tensor Repeat(Tensor result, Shape shape)
    {
        Tensor kept = Restore(result);
        return new Tensor(kept.Storage, kept.Offset, shape, Broadcasting.Strides(kept, shape), kept.DType);
    }
}
