using Hone.Memory;

namespace Hone;

public sealed partial class Tensor
{
    /// <summary>
    /// Moves this leaf to other memory, values included; shape, type and layout stay. For parameters that move into an arena: tensors
    /// made earlier by <see cref="Detach"/> stay with the old memory.
    /// </summary>
    /// <param name="storage">Memory that belongs to no step.</param>
    /// <param name="offset">First element, in elements.</param>
    internal void MoveTo(Storage storage, nint offset)
    {
        if (!IsDense && Packing is null)
        {
            throw new HoneException("A tensor that moves has its elements in one gapless block.", ToString(), Name ?? "MoveTo");
        }

        CopyMemory(this, storage, offset);
        _storage = storage;
        _generation = storage.Generation;
        Offset = offset;
    }

    /// <summary>Moves the gradient of this leaf to other memory, in the layout of the leaf; a gradient that is there stays.</summary>
    /// <inheritdoc cref="MoveTo" path="/param"/>
    internal void MoveGradientTo(Storage storage, nint offset)
    {
        Tensor target = Over(storage, offset);
        if (Grad is { } gradient)
        {
            target.CopyFrom(gradient);
            _gradient = target;
        }
        else
        {
            PlaceGradient(target);
        }
    }

    /// <summary>
    /// Returns the memory of an intermediate result of a step early, when the tape does not need it, nobody holds it and
    /// <paramref name="next"/>, which was computed from it, lies elsewhere.
    /// </summary>
    internal void ReleaseAfter(Tensor next)
    {
        if (!IsReleased && !ReferenceEquals(_storage, next._storage))
        {
            _storage.ReleaseIfUnused();
        }
    }

    /// <summary>Row-major zeros whose memory never belongs to a step.</summary>
    internal static unsafe Tensor ZerosPersistent(Shape shape, DType type)
    {
        Tensor tensor = EmptyPersistent(shape, Layout.RowMajor(shape), type);
        new Span<byte>(tensor.Pointer<byte>(), checked(shape.ElementCount * DTypes.Size(type))).Clear();
        return tensor;
    }

    private static unsafe void CopyMemory(Tensor source, Storage storage, nint offset)
    {
        int size = DTypes.Size(source.DType);
        nint bytes = (nint)source.StorageLength * size;
        Buffer.MemoryCopy(source.Pointer<byte>() + (source.Offset * (size - 1)), storage.Pointer + (offset * size), bytes, bytes);
    }
}
