using System.Numerics;
using Hone.Autograd;
using Hone.Kernels;

namespace Hone.Ops;

/// <summary>Elements of a tensor by their offsets in row-major order: the common core of gather, scatter and masked select.</summary>
internal sealed class Take : Node
{
    private readonly Shape _shape;
    private readonly int[] _offsets;

    private Take(Tensor x, int[] offsets)
        : base(x)
    {
        _shape = x.Shape;
        _offsets = offsets;
    }

    /// <summary>y, of a shape with one offset for each element.</summary>
    public static Tensor Forward(Tensor x, int[] offsets, Shape shape)
    {
        Tensor y = Read(x.Detach(), offsets, shape);
        return Tape.Needs(x) ? new Take(x, offsets).Attach(y) : y;
    }

    /// <summary>The elements without history.</summary>
    public static unsafe Tensor Read(Tensor x, int[] offsets, Shape shape)
    {
        Tensor rows = x.IsContiguous ? x : x.ContiguousCopy();
        Tensor y = Tensor.Empty(shape, Layout.RowMajor(shape), x.DType);
        switch (DTypes.Size(x.DType))
        {
            case 4:
                OffsetLoop.Take(offsets, rows.Pointer<uint>(), y.Pointer<uint>());
                break;
            case 8:
                OffsetLoop.Take(offsets, rows.Pointer<ulong>(), y.Pointer<ulong>());
                break;
            default:
                OffsetLoop.Take(offsets, rows.Pointer<byte>(), y.Pointer<byte>());
                break;
        }

        return y;
    }

    /// <summary>target[offsets[i]] = values[i] for a row-major target; where an offset occurs more than once, the last value stays.</summary>
    public static unsafe void Write(Tensor target, int[] offsets, Tensor values)
    {
        Tensor rows = values.IsContiguous ? values : values.ContiguousCopy();
        switch (DTypes.Size(target.DType))
        {
            case 4:
                OffsetLoop.Put(offsets, target.Pointer<uint>(), rows.Pointer<uint>());
                break;
            case 8:
                OffsetLoop.Put(offsets, target.Pointer<ulong>(), rows.Pointer<ulong>());
                break;
            default:
                OffsetLoop.Put(offsets, target.Pointer<byte>(), rows.Pointer<byte>());
                break;
        }
    }

    /// <summary>target[offsets[i]] += values[i] for a row-major target of numbers.</summary>
    public static unsafe void AddTo(Tensor target, int[] offsets, Tensor values)
    {
        Tensor rows = values.IsContiguous ? values : values.ContiguousCopy();
        switch (target.DType)
        {
            case DType.Float32:
                OffsetLoop.Add(offsets, target.Pointer<float>(), rows.Pointer<float>());
                break;
            case DType.Float64:
                OffsetLoop.Add(offsets, target.Pointer<double>(), rows.Pointer<double>());
                break;
            case DType.Int64:
                OffsetLoop.Add(offsets, target.Pointer<long>(), rows.Pointer<long>());
                break;
            case DType.Int32:
                OffsetLoop.Add(offsets, target.Pointer<int>(), rows.Pointer<int>());
                break;
            default:
                OffsetLoop.Add(offsets, target.Pointer<byte>(), rows.Pointer<byte>());
                break;
        }
    }

    /// <inheritdoc/>
    protected override void Backward(Tensor gradient)
    {
        // Each element goes back to where it came from; what was taken more than once adds up.
        Tensor dx = Tensor.Zeros([_shape.ElementCount], gradient.DType);
        AddTo(dx, _offsets, gradient);
        Pass(0, dx.Reshape(_shape.ToArray()));
    }
}
