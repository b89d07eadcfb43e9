using Hone.Memory;

namespace Hone;

/// <summary>
/// One training or prediction step: every tensor created between <see cref="Begin"/> and <see cref="Dispose"/> on this thread
/// takes its memory from the pool and gives it back at the end. Values that must outlive the step leave through
/// <see cref="Tensor.Item"/>, <see cref="Tensor.ToArray{T}"/> or <see cref="Tensor.Keep"/>.
/// </summary>
/// <remarks>
/// A <c>ref struct</c>, so that an <c>await</c> inside a step does not compile: a step belongs to one thread. Outside a step the
/// garbage collector owns all memory: slower, always right. Reading a tensor of a finished step throws
/// <see cref="TensorReleasedException"/>; it never shows other data.
/// </remarks>
/// <example><code>
/// using (StepScope.Begin())
/// {
///     Tensor loss = model.Forward(x).CrossEntropy(y);
///     loss.Backward();
///     total += loss.Item();
/// }
/// </code></example>
public readonly ref struct StepScope
{
    private readonly StepArena? _arena;

    /// <summary>Opens a step on this thread, as <see cref="Begin"/> does.</summary>
    public StepScope()
        : this(StepArena.Open())
    {
    }

    internal StepScope(StepArena arena) => _arena = arena;

    /// <summary>Opens a step on this thread; steps may be nested.</summary>
    public static StepScope Begin() => new();

    /// <summary>Makes this step the owner of a tensor made with <see cref="Tensor.Rent"/>: its memory returns when the step ends.</summary>
    public void Adopt(Tensor tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        _arena!.Add(tensor.Storage);
        tensor.Storage.Held = true;
    }

    /// <summary>A row-major tensor with undefined content in memory of this step, for values from outside; it survives backward.</summary>
    /// <inheritdoc cref="Tensor.Empty(Shape, DType)" path="/param"/>
    public Tensor Rent(Shape shape, DType type = DType.Float32)
    {
        Storage storage = _arena!.Rent((nint)shape.ElementCount * DTypes.Size(type));
        storage.Held = true;
        return Tensor.At(storage, 0, shape, Layout.RowMajor(shape), type);
    }

    /// <summary>Ends the step and returns its memory.</summary>
    public void Dispose() => _arena?.Close();
}
