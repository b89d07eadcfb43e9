using Hone.Memory;

namespace Hone;

public sealed partial class Tensor
{
    /// <summary>A tensor with undefined content; four axes lie channels-last.</summary>
    /// <param name="shape">Sizes of the axes.</param>
    /// <param name="type">Type of the elements; Float32 unless told.</param>
    public static Tensor Empty(Shape shape, DType type = DType.Float32) => Empty(shape, Layout.Activation(shape), type);

    /// <summary>A tensor of zeros.</summary>
    /// <inheritdoc cref="Empty(Shape, DType)" path="/param"/>
    public static unsafe Tensor Zeros(Shape shape, DType type = DType.Float32)
    {
        Tensor tensor = Empty(shape, type);
        new Span<byte>(tensor.Pointer<byte>(), shape.ElementCount * DTypes.Size(type)).Clear();
        return tensor;
    }

    /// <summary>A tensor of ones.</summary>
    /// <inheritdoc cref="Empty(Shape, DType)" path="/param"/>
    public static Tensor Ones(Shape shape, DType type = DType.Float32) => Full(shape, 1, type);

    /// <summary>A tensor in which every element is <paramref name="value"/>.</summary>
    /// <param name="shape">Sizes of the axes.</param>
    /// <param name="value">The value: rounded to a floating-point type; for integers a whole number in their range, for Bool 0 or 1.</param>
    /// <param name="type">Type of the elements; Float32 unless told.</param>
    /// <exception cref="HoneException">The element type cannot hold the value.</exception>
    public static Tensor Full(Shape shape, double value, DType type = DType.Float32)
    {
        DTypes.RequireHolds(type, value, nameof(Full));
        return Filled(shape, value, type);
    }

    /// <summary>A tensor of zeros with the shape of another.</summary>
    /// <param name="x">Whose shape, and element type unless told; no gradient passes to it.</param>
    /// <param name="type">Type of the elements; x's unless told.</param>
    /// <returns>y: [...], like x.</returns>
    public static Tensor ZerosLike(Tensor x, DType? type = null) => FilledLike(x, 0, type, nameof(ZerosLike));

    /// <summary>A tensor of ones with the shape of another.</summary>
    /// <inheritdoc cref="ZerosLike" path="/param"/>
    /// <inheritdoc cref="ZerosLike" path="/returns"/>
    public static Tensor OnesLike(Tensor x, DType? type = null) => FilledLike(x, 1, type, nameof(OnesLike));

    /// <summary>A tensor with the shape of another, in which every element is <paramref name="value"/>.</summary>
    /// <param name="x">Whose shape, and element type unless told; no gradient passes to it.</param>
    /// <param name="value">The value: rounded to a floating-point type; for integers a whole number in their range, for Bool 0 or 1.</param>
    /// <param name="type">Type of the elements; x's unless told.</param>
    /// <inheritdoc cref="ZerosLike" path="/returns"/>
    /// <exception cref="HoneException">The element type cannot hold the value.</exception>
    public static Tensor FullLike(Tensor x, double value, DType? type = null) => FilledLike(x, value, type, nameof(FullLike));

    /// <summary>A copy of values given in row-major order.</summary>
    /// <typeparam name="T">float, double, long, int, byte or bool.</typeparam>
    /// <param name="values">As many values as the shape has elements.</param>
    /// <param name="shape">Sizes of the axes.</param>
    /// <exception cref="ShapeException">The number of values differs from the number of elements.</exception>
    public static unsafe Tensor From<T>(ReadOnlySpan<T> values, Shape shape)
        where T : unmanaged
    {
        if (values.Length != shape.ElementCount)
        {
            throw new ShapeException(
                $"Shape {shape} needs {shape.ElementCount} values.",
                $"{values.Length} values",
                "Tensor.From",
                "check the order and sizes of the axes");
        }

        Tensor tensor = Empty(shape, Layout.RowMajor(shape), DTypes.Of<T>());
        values.CopyTo(new Span<T>(tensor.Pointer<T>(), values.Length));
        return tensor;
    }

    /// <inheritdoc cref="From{T}(ReadOnlySpan{T}, Shape)"/>
    public static Tensor From<T>(T[] values, Shape shape)
        where T : unmanaged => From((ReadOnlySpan<T>)values, shape);

    /// <summary>A tensor without axes.</summary>
    /// <inheritdoc cref="Full" path="/param"/>
    /// <inheritdoc cref="Full" path="/exception"/>
    public static Tensor Scalar(double value, DType type = DType.Float32)
    {
        DTypes.RequireHolds(type, value, nameof(Scalar));
        return Filled([], value, type);
    }

    /// <summary>
    /// A row-major tensor with undefined content whose memory comes from the pool on any thread; a loader fills it, and
    /// <see cref="StepScope.Adopt"/> or <see cref="ReturnToPool"/> gives the memory back.
    /// </summary>
    /// <inheritdoc cref="Empty(Shape, DType)" path="/param"/>
    public static Tensor Rent(Shape shape, DType type = DType.Float32) =>
        new(BufferPool.Rent((nint)shape.ElementCount * DTypes.Size(type)), 0, shape, Layout.RowMajor(shape), type);

    /// <summary>Gives the memory of a tensor made with <see cref="Rent"/> back when no step has adopted it.</summary>
    public void ReturnToPool()
    {
        if (!IsReleased && Storage.Arena is null)
        {
            BufferPool.Return(Storage);
        }
    }

    /// <summary>A tensor with undefined content and given strides; the strides must be dense.</summary>
    internal static Tensor Empty(Shape shape, int[] strides, DType type)
    {
        nint bytes = (nint)shape.ElementCount * DTypes.Size(type);
        Storage storage = StepArena.Current is { } arena ? arena.Rent(bytes) : new Storage(bytes);
        if (!Layout.IsDense(shape, strides))
        {
            strides = Layout.Activation(shape);
        }

        return At(storage, 0, shape, strides, type);
    }

    /// <summary>A tensor whose memory never belongs to a step: parameters, their gradients, statistics.</summary>
    internal static Tensor EmptyPersistent(Shape shape, int[] strides, DType type) =>
        new(new Storage((nint)shape.ElementCount * DTypes.Size(type)), 0, shape, strides, type);

    private static Tensor FilledLike(Tensor x, double value, DType? type, string operation)
    {
        ArgumentNullException.ThrowIfNull(x);
        DTypes.RequireHolds(type ?? x.DType, value, operation);
        return Filled(x.Shape, value, type ?? x.DType);
    }

    private static unsafe Tensor Filled(Shape shape, double value, DType type)
    {
        Tensor tensor = Empty(shape, type);
        int count = shape.ElementCount;
        switch (type)
        {
            case DType.Float32:
                new Span<float>(tensor.Pointer<float>(), count).Fill((float)value);
                break;
            case DType.Float64:
                new Span<double>(tensor.Pointer<double>(), count).Fill(value);
                break;
            case DType.Int64:
                new Span<long>(tensor.Pointer<long>(), count).Fill((long)value);
                break;
            case DType.Int32:
                new Span<int>(tensor.Pointer<int>(), count).Fill((int)value);
                break;
            case DType.UInt8:
                new Span<byte>(tensor.Pointer<byte>(), count).Fill((byte)value);
                break;
            default:
                new Span<bool>(tensor.Pointer<bool>(), count).Fill(value != 0);
                break;
        }

        return tensor;
    }
}
