using Hone.Kernels;
using Hone.Memory;

namespace Hone;

public sealed partial class Tensor
{
    /// <summary>Elements in memory: more than <see cref="ElementCount"/> for packed weights, whose last panel may have zero lanes.</summary>
    internal int StorageLength => Packing?.Length ?? ElementCount;

    /// <summary>
    /// Convolution weights in the layout of the kernels, as a leaf outside any step; the shape stays the logical one.
    /// </summary>
    /// <param name="logical">logical: [out, in / groups, kernel height, kernel width]</param>
    /// <exception cref="ShapeException">The tensor has not four axes.</exception>
    internal static Tensor PackConvWeight(Tensor logical)
    {
        if (logical.Rank != 4)
        {
            throw new ShapeException(
                "Convolution weights of shape [out, in / groups, kernel height, kernel width].",
                $"shape {logical.Shape}",
                "PackConvWeight");
        }

        Tensor packed = EmptyPacked(new ConvPacking(logical.Shape), logical.DType);
        packed.CopyFrom(logical);
        return packed;
    }

    /// <summary>Packed weights with undefined content outside any step.</summary>
    internal static Tensor EmptyPacked(ConvPacking packing, DType type) =>
        new(new Storage((nint)packing.Length * DTypes.Size(type)), 0, packing, type);

    /// <summary>Packed convolution weights of zeros outside any step.</summary>
    /// <param name="shape">[out, in / groups, kernel height, kernel width].</param>
    /// <param name="type">Element type.</param>
    internal static unsafe Tensor ZerosPacked(Shape shape, DType type)
    {
        Tensor packed = EmptyPacked(new ConvPacking(shape), type);
        new Span<byte>(packed.Pointer<byte>(), checked(packed.StorageLength * DTypes.Size(type))).Clear();
        return packed;
    }

    /// <summary>The memory of a dense or packed tensor as one row: what an optimizer walks.</summary>
    internal Tensor Raw() => At(Storage, Offset, [StorageLength], SizeList.Of(1), DType);

    /// <summary>A tensor of this shape, type and layout over other memory, such as a part of an arena.</summary>
    /// <param name="storage">The memory.</param>
    /// <param name="offset">First element.</param>
    internal Tensor Over(Storage storage, nint offset) => Packing is { } packing
        ? new(storage, offset, packing, DType)
        : new(storage, offset, Shape, IsDense ? Strides : Layout.Activation(Shape), DType);

    /// <summary>A tensor with undefined content of this shape, type and layout.</summary>
    internal Tensor EmptyAlike()
    {
        if (Packing is not { } packing)
        {
            return Empty(Shape, Strides, DType);
        }

        Tensor raw = Empty([packing.Length], DType);
        return new Tensor(raw.Storage, 0, packing, DType);
    }

    /// <summary>A packed copy of logical weights, in memory of the step.</summary>
    internal Tensor Pack(ConvPacking packing)
    {
        Tensor raw = Empty([packing.Length], DType);
        var packed = new Tensor(raw.Storage, 0, packing, DType);
        packed.CopyFrom(this);
        return packed;
    }

    /// <summary>Copies between packed and logical weights, or between packed ones.</summary>
    private void CopyPacked(Tensor source)
    {
        if (Packing is not null && source.Packing is not null)
        {
            Raw().CopyFrom(source.Raw());
        }
        else if (source.Packing is { } from)
        {
            // Unpacking writes row-major order.
            Tensor rows = IsContiguous ? this : Empty(Shape, Layout.RowMajor(Shape), DType);
            Unpack(from, source, rows);
            if (!ReferenceEquals(rows, this))
            {
                CopyFrom(rows);
            }
        }
        else
        {
            Pack(Packing!, source.IsContiguous ? source : source.ContiguousCopy(), this);
        }
    }

    private static unsafe void Pack(ConvPacking packing, Tensor logical, Tensor packed)
    {
        if (DTypes.Size(packed.DType) == 4)
        {
            Convolution.PackWeight(packing.Sizes, logical.Pointer<uint>(), packed.Pointer<uint>());
        }
        else
        {
            Convolution.PackWeight(packing.Sizes, logical.Pointer<ulong>(), packed.Pointer<ulong>());
        }
    }

    private static unsafe void Unpack(ConvPacking packing, Tensor packed, Tensor logical)
    {
        if (DTypes.Size(packed.DType) == 4)
        {
            Convolution.UnpackWeight(packing.Sizes, packed.Pointer<uint>(), logical.Pointer<uint>());
        }
        else
        {
            Convolution.UnpackWeight(packing.Sizes, packed.Pointer<ulong>(), logical.Pointer<ulong>());
        }
    }
}
