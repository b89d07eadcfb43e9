using Hone.Memory;

namespace Hone;

public sealed partial class Tensor
{
    /// <summary>The value of a tensor with one element.</summary>
    /// <exception cref="ShapeException">The tensor has more than one element, or none.</exception>
    public unsafe double Item()
    {
        if (ElementCount != 1)
        {
            throw new ShapeException("Item reads a tensor with one element.", $"shape {Shape}", "Item", "reduce it first, with Mean() or Sum()");
        }

        return DType switch
        {
            DType.Float32 => *Pointer<float>(),
            DType.Float64 => *Pointer<double>(),
            DType.Int64 => *Pointer<long>(),
            DType.Int32 => *Pointer<int>(),
            DType.UInt8 => *Pointer<byte>(),
            _ => *Pointer<bool>() ? 1 : 0,
        };
    }

    /// <summary>The values as a new array in row-major order, whatever the layout in memory.</summary>
    /// <typeparam name="T">The C# type of <see cref="DType"/>.</typeparam>
    /// <exception cref="HoneException">The type differs from the tensor's, or a repeated tensor has more elements than memory can hold at once.</exception>
    public unsafe T[] ToArray<T>()
        where T : unmanaged
    {
        Storage.RequirePossible((nint)ElementCount * sizeof(T));
        var values = new T[ElementCount];
        CopyTo<T>(values);
        return values;
    }

    /// <summary>Copies the values in row-major order, whatever the layout in memory.</summary>
    /// <inheritdoc cref="ToArray{T}" path="/typeparam"/>
    /// <inheritdoc cref="ToArray{T}" path="/exception"/>
    /// <param name="destination">At least as many elements as the tensor has.</param>
    public unsafe void CopyTo<T>(Span<T> destination)
        where T : unmanaged
    {
        if (DTypes.Of<T>() != DType)
        {
            throw new HoneException(
                $"The values of a {DType} tensor are read as {DType}.",
                typeof(T).Name,
                "ToArray",
                "ask for the type that DType names, or convert the tensor with To(...) first");
        }

        if (destination.Length < ElementCount)
        {
            throw new ShapeException($"Room for {ElementCount} values of shape {Shape}.", $"room for {destination.Length}", "CopyTo");
        }

        Tensor rows = IsContiguous ? this : ContiguousCopy();
        new ReadOnlySpan<T>(rows.Pointer<T>(), ElementCount).CopyTo(destination);
    }

    /// <summary>
    /// The memory itself, for code that fills or reads batches: row-major, valid while the tensor is.
    /// </summary>
    /// <remarks>
    /// Backward does not see that floating-point values were changed here after an operation has used them, as it does after <see cref="CopyFrom"/>; changed indices and
    /// classes it finds and refuses.
    /// </remarks>
    /// <inheritdoc cref="ToArray{T}" path="/typeparam"/>
    /// <exception cref="HoneException">The type differs from the tensor's, or the elements are not in row-major order.</exception>
    public unsafe Span<T> AsSpan<T>()
        where T : unmanaged
    {
        if (DTypes.Of<T>() != DType || !IsContiguous)
        {
            throw new HoneException(
                $"A span over a row-major tensor of {typeof(T).Name}.",
                $"{DType} {Shape}{(IsContiguous ? string.Empty : ", not row-major")}",
                "AsSpan",
                "use ToArray, which copies");
        }

        return new Span<T>(Pointer<T>(), ElementCount);
    }
}
