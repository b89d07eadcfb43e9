using Hone.Kernels;

namespace Hone;

public sealed partial class Tensor
{
    /// <summary>Overwrites this tensor's values with another's of the same shape and type, without recording.</summary>
    /// <remarks>
    /// Both may be views of the same memory, such as a matrix and its transpose: the result is that of a source copied before; PyTorch refuses that.
    /// Backward of an operation that used the values before is then refused, as in PyTorch, unless it does not need them.
    /// </remarks>
    /// <exception cref="ShapeException">The shapes or types differ.</exception>
    /// <exception cref="HoneException">This tensor repeats elements, as after <see cref="TensorOperations.Expand(Tensor, Shape)"/>: one place cannot take several values.</exception>
    public void CopyFrom(Tensor source)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (source.Shape != Shape || source.DType != DType)
        {
            throw new ShapeException($"A source of {DType} {Shape}.", $"{source.DType} {source.Shape}", "CopyFrom", "convert with To(...) or Reshape(...) first");
        }

        Overwrite(source, nameof(CopyFrom));
    }

    /// <summary>Overwrites every value of this tensor, or of the part of another one that it shows, with one number, without recording; PyTorch's <c>fill_</c>.</summary>
    /// <remarks><c>x[1..3, -1].Fill(0)</c>. As after <see cref="CopyFrom"/>, backward of an operation that used the values before is refused unless it does not need them.</remarks>
    /// <param name="value">The value: rounded to a floating-point type; for integers a whole number in their range, for Bool 0 or 1.</param>
    /// <exception cref="HoneException">
    /// The element type cannot hold the value, or this tensor repeats elements, as after <see cref="TensorOperations.Expand(Tensor, Shape)"/>.
    /// </exception>
    public void Fill(double value)
    {
        DTypes.RequireHolds(DType, value, nameof(Fill));
        Overwrite(Filled([], value, DType).Expand(Shape), nameof(Fill));
    }

    /// <summary>A leaf of the same shape, type and layout in memory with other values.</summary>
    /// <typeparam name="T">The C# type of <see cref="DType"/>.</typeparam>
    /// <param name="values">As many values as this tensor has elements, in row-major order.</param>
    /// <exception cref="ShapeException">The number of values or the type differs.</exception>
    public Tensor WithValues<T>(ReadOnlySpan<T> values)
        where T : unmanaged
    {
        Tensor copy = EmptyAlike();
        copy.CopyFrom(From(values, Shape));
        return copy;
    }

    /// <summary>Overwrites values that the tape may have saved, and notes it.</summary>
    internal void Overwrite(Tensor source, string operation)
    {
        Storage.MarkWritten();
        CopyValues(source, operation);
    }

    /// <summary>Values for memory that nothing on the tape has used, such as a new result or a gradient, from a tensor of the same shape and type.</summary>
    internal unsafe void CopyValues(Tensor source, string operation = nameof(CopyFrom))
    {
        if (Packing is not null || source.Packing is not null)
        {
            CopyPacked(source);
            return;
        }

        RequirePlaces(operation);
        if (ReferenceEquals(_storage, source._storage) && MayMeet(source))
        {
            source = source.ContiguousCopy();
        }

        var plan = new StridedPlan(Shape, Strides, source.Strides, source.Strides);
        plan.LengthenInnerLoop();
        switch (DTypes.Size(DType))
        {
            case 4:
                StridedLoop.Run<CopyLoop<uint>, uint, uint, uint>(plan, Pointer<uint>(), source.Pointer<uint>(), source.Pointer<uint>());
                break;
            case 8:
                StridedLoop.Run<CopyLoop<ulong>, ulong, ulong, ulong>(plan, Pointer<ulong>(), source.Pointer<ulong>(), source.Pointer<ulong>());
                break;
            default:
                StridedLoop.Run<CopyLoop<byte>, byte, byte, byte>(plan, Pointer<byte>(), source.Pointer<byte>(), source.Pointer<byte>());
                break;
        }
    }

    /// <summary>A dense copy in the same layout, without history.</summary>
    internal Tensor Copy()
    {
        Tensor copy = EmptyAlike();
        copy.CopyValues(this);
        return copy;
    }

    /// <summary>A row-major copy, without history.</summary>
    internal Tensor ContiguousCopy()
    {
        Tensor copy = Empty(Shape, Layout.RowMajor(Shape), DType);
        copy.CopyValues(this);
        return copy;
    }

    /// <summary>This tensor, or a copy without history, in the strides given.</summary>
    internal Tensor InLayout(int[] strides)
    {
        if (Packing is null && Layout.Same(Shape, Strides, strides))
        {
            return this;
        }

        Tensor copy = Empty(Shape, strides, DType);
        copy.CopyValues(this);
        return copy;
    }

    /// <summary>This tensor, or a copy without history, in which the elements lie without gaps.</summary>
    internal Tensor InDenseLayout() => IsDense ? this : InLayout(Layout.Activation(Shape));

    /// <summary>This tensor, or a copy without history, with the channels innermost.</summary>
    internal Tensor InChannelsLast() => InLayout(Layout.ChannelsLast(Shape));

    /// <summary>this += other, of the same shape, without recording.</summary>
    internal unsafe void AddInPlace(Tensor other)
    {
        if (Packing is { } packing)
        {
            Raw().AddInPlace((other.Packing == packing ? other : other.Pack(packing)).Raw());
            return;
        }

        var plan = new StridedPlan(Shape, Strides, Strides, other.Strides);
        if (DType == DType.Float32)
        {
            float* y = Pointer<float>();
            StridedLoop.Run<BinaryLoop<float, AddOperator>, float, float, float>(plan, y, y, other.Pointer<float>());
        }
        else
        {
            double* y = Pointer<double>();
            StridedLoop.Run<BinaryLoop<double, AddOperator>, double, double, double>(plan, y, y, other.Pointer<double>());
        }
    }

    /// <summary>Refuses to write to elements that share a place.</summary>
    private void RequirePlaces(string operation)
    {
        for (int axis = 0; axis < Rank; axis++)
        {
            if (Strides[axis] == 0 && Shape[axis] > 1 && ElementCount > 0)
            {
                throw new HoneException(
                    $"{operation} writes to a tensor whose elements have places of their own.",
                    $"{DType} {Shape}, which repeats one element {Shape[axis]} times along axis {axis}",
                    operation,
                    "write to the tensor before Expand, or to a copy of it made with Contiguous()");
            }
        }
    }

    /// <summary>Whether writing here in some order may change what is still to be read from a source in the same storage. An equal layout is safe.</summary>
    private bool MayMeet(Tensor source) =>
        Offset < source.Offset + source.Reach() && source.Offset < Offset + Reach()
        && (Offset != source.Offset || !Layout.Same(Shape, Strides, source.Strides));

    /// <summary>Elements from the first one to behind the last one in memory.</summary>
    private nint Reach()
    {
        nint reach = 1;
        for (int axis = 0; axis < Rank; axis++)
        {
            reach += (nint)(Shape[axis] - 1) * Strides[axis];
        }

        return reach;
    }
}
