using Hone.Autograd;
using Hone.Memory;

namespace Hone;

/// <summary>
/// An n-dimensional array that remembers how it was computed. Shapes are PyTorch's (<c>[batch, channels, height, width]</c> for
/// images); activations with four axes lie channels-last in memory, which strides express and no caller needs to know.
/// </summary>
public sealed partial class Tensor
{
    private int[]? _strides;
    private Storage _storage;
    private int _generation;

    internal Tensor(Storage storage, nint offset, Shape shape, int[] strides, DType type)
    {
        _storage = storage;
        _generation = storage.Generation;
        Offset = offset;
        Shape = shape;
        _strides = strides;
        DType = type;
    }

    /// <summary>Packed convolution weights: a logical shape over panels that no strides describe.</summary>
    internal Tensor(Storage storage, nint offset, ConvPacking packing, DType type)
    {
        _storage = storage;
        _generation = storage.Generation;
        Offset = offset;
        Shape = packing.Shape;
        Packing = packing;
        DType = type;
    }

    /// <summary>Sizes of the axes.</summary>
    public Shape Shape { get; private set; }

    /// <summary>Type of the elements.</summary>
    public DType DType { get; private set; }

    /// <summary>Number of axes.</summary>
    public int Rank => Shape.Rank;

    /// <summary>Number of elements; PyTorch's <c>numel()</c>.</summary>
    public int ElementCount => Shape.ElementCount;

    /// <summary>Name in messages; parameters carry their path in the model.</summary>
    public string? Name { get; internal set; }

    /// <summary>Elements from one index to the next, for each axis.</summary>
    /// <exception cref="HoneException">The elements are packed convolution weights, which no strides describe.</exception>
    internal int[] Strides => _strides ?? throw HasNoStrides();

    /// <summary>The panels of packed convolution weights; null for every other tensor.</summary>
    internal ConvPacking? Packing { get; }

    /// <summary>First element, counted in elements from the start of the storage.</summary>
    internal nint Offset { get; private set; }

    /// <summary>The memory. A view of a stale tensor would look alive, so asking a stale tensor for its memory is an error too.</summary>
    /// <exception cref="TensorReleasedException">The memory has gone back to the pool.</exception>
    internal Storage Storage
    {
        get
        {
            RequireAlive();
            return _storage;
        }
    }

    /// <summary>Whether the memory has gone back to the pool.</summary>
    internal bool IsReleased => _generation != _storage.Generation;

    /// <summary>Whether values of this tensor's memory were written over after a time of <see cref="Memory.Storage.Now"/>; false for a stale tensor, which has no values.</summary>
    internal bool IsWrittenAfter(long time) => _storage.LastWrite > time && !IsReleased;

    /// <summary>Whether the elements lie in row-major order without gaps.</summary>
    internal bool IsContiguous => _strides is { } strides && Layout.IsRowMajor(Shape, strides);

    /// <summary>Whether a tensor of four axes lies channels-last without gaps.</summary>
    internal bool IsChannelsLast => Rank == 4 && Packing is null && Layout.Same(Shape, Strides, Layout.ChannelsLast(Shape));

    /// <summary>Whether the elements fill one gapless block, in whatever order of axes.</summary>
    internal bool IsDense => Packing is null && Layout.IsDense(Shape, Strides);

    /// <summary>Type, shape and, for small tensors, the values.</summary>
    public override string ToString()
    {
        string head = $"Tensor {DType} {Shape}";
        return IsReleased ? head + " (released)" : ElementCount <= 16 && DTypes.IsFloatingPoint(DType) ? $"{head} [{string.Join(", ", ToDoubles())}]" : head;
    }

    /// <summary>Address of the first element.</summary>
    /// <exception cref="TensorReleasedException">The memory has gone back to the pool.</exception>
    internal unsafe T* Pointer<T>()
        where T : unmanaged
    {
        RequireAlive();
        RecentStorages.Keep(_storage);
        return (T*)_storage.Pointer + Offset;
    }

    /// <summary>Refuses a stale tensor.</summary>
    /// <param name="operation">Name of the operation for the message; found on the stack unless given.</param>
    internal void RequireAlive(string? operation = null)
    {
        if (_generation != _storage.Generation)
        {
            ThrowReleased(operation);
        }
    }

    private void ThrowReleased(string? operation) =>
        throw new TensorReleasedException(operation ?? CallerName.Operation() ?? "reading a tensor", ToString());

    private HoneException HasNoStrides() => new(
        "An operation on a tensor whose elements lie at regular strides.",
        $"packed convolution weights of shape {Shape}",
        Name,
        "call Contiguous() on the weight first; Conv2d, ToArray, CopyFrom and optimizers take packed weights as they are");

    private double[] ToDoubles() => DType == DType.Float32
        ? Array.ConvertAll(ToArray<float>(), x => (double)x)
        : ToArray<double>();
}
