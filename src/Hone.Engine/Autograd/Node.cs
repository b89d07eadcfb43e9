using Hone.Memory;

namespace Hone.Autograd;

/// <summary>
/// One recorded operation: what its backward needs, and where its gradients go. An operation derives a sealed class, saves
/// tensors in its constructor and implements <see cref="Backward"/>.
/// </summary>
internal abstract class Node
{
    // One count for all threads: a graph may be recorded on several of them, one after the other or side by side.
    private static long s_sequence;

    private readonly Edge[] _inputs;
    private Tensor?[] _saved = [];
    private int _savedCount;
    private long _usedAt;
    private Shape _shape;
    private int[] _strides = [];
    private DType _type;

    /// <summary>Records the operation over its inputs; the caller hangs the node on the output with <see cref="Attach"/>.</summary>
    protected Node(params ReadOnlySpan<Tensor> inputs)
    {
        _inputs = new Edge[inputs.Length];
        for (int i = 0; i < inputs.Length; i++)
        {
            _inputs[i] = new Edge(inputs[i]);
        }

        Sequence = Interlocked.Increment(ref s_sequence);
        OperationWatch.Current?.Began(this, inputs);
    }

    /// <summary>Order of recording: an operation always has a larger number than the producers of its inputs, whatever threads recorded them.</summary>
    public long Sequence { get; }

    /// <summary>The gradient of the loss with respect to this operation's output, while backward is under way.</summary>
    public Tensor? Gradient { get; private set; }

    /// <summary>Whether backward has run: what was saved is gone.</summary>
    public bool IsConsumed { get; private set; }

    /// <summary>Mark of the walk that has seen this node.</summary>
    public long Visit { get; set; }

    public ReadOnlySpan<Edge> Inputs => _inputs;

    /// <summary>Shape of the output; for the tests of what an operation was checked over.</summary>
    public Shape ResultShape => _shape;

    /// <summary>Strides of the output, in elements.</summary>
    public int[] ResultStrides => _strides;

    /// <summary>Name for messages.</summary>
    public virtual string Name => GetType().Name;

    /// <summary>Hangs the node on its output and remembers the output's layout for the gradient.</summary>
    public Tensor Attach(Tensor output)
    {
        _shape = output.Shape;
        _strides = output.Strides;
        _type = output.DType;
        output.Producer = this;
        OperationWatch.Current?.Ended(this, output);
        return output;
    }

    /// <summary>Refuses to run backward with other values than forward had; asked of all nodes before any gradient is written.</summary>
    /// <exception cref="HoneException">A tensor that backward needs has been overwritten.</exception>
    public void RequireUnchanged()
    {
        for (int i = 0; i < _savedCount; i++)
        {
            RequireUnchanged(_saved[i]!);
        }

        CheckBorrowed();
    }

    /// <summary>Runs backward once and lets go of everything that was saved.</summary>
    public void Run()
    {
        if (Gradient is not null)
        {
            OperationWatch.Current?.BeganBackward(this, Gradient);
            Backward(Gradient);
        }

        Release();
    }

    /// <summary>Adds to the gradient of this operation's output.</summary>
    public void AddGradient(Tensor gradient)
    {
        if (Gradient is null)
        {
            Gradient = gradient;
            gradient.Storage.AddTapeUse();
            return;
        }

        OwnGradient();
        Gradient.AddInPlace(gradient);
    }

    /// <summary>What the operation has saved for backward; for reports of errors.</summary>
    public IEnumerable<Tensor> Saved() => _saved.Take(_savedCount)!;

    /// <summary>The operations that its inputs came from; for reports of errors.</summary>
    public IEnumerable<Node> Producers() => _inputs.Where(edge => edge.Producer is not null).Select(edge => edge.Producer!);

    /// <summary>Turns the gradient of the output into the gradients of the inputs.</summary>
    /// <param name="gradient">Same shape as the output, in any layout.</param>
    protected abstract void Backward(Tensor gradient);

    /// <summary>Keeps a tensor's values until backward has run.</summary>
    protected Tensor Save(Tensor tensor)
    {
        // Not the history, which would keep the whole graph, and not a parameter, which may move to an optimizer meanwhile.
        Tensor saved = tensor;
        if (tensor.NeedsGradient || tensor.Name is not null)
        {
            saved = tensor.Detach();
            saved.Name = tensor.Name;
        }

        if (_savedCount == _saved.Length)
        {
            Array.Resize(ref _saved, Math.Max(4, 2 * _savedCount));
        }

        _saved[_savedCount++] = saved;
        saved.Storage.AddTapeUse();
        _usedAt = Storage.Now;
        return saved;
    }

    /// <summary>Keeps a tensor of the caller's, which the caller may go on reading when backward has run; <see cref="CheckBorrowed"/> has to look after it.</summary>
    protected Tensor Borrow(Tensor tensor)
    {
        _usedAt = Storage.Now;
        return tensor;
    }

    /// <summary>Refuses borrowed values that are no longer those that the operation was computed with.</summary>
    /// <exception cref="HoneException">They have been overwritten.</exception>
    protected virtual void CheckBorrowed()
    {
    }

    /// <summary>Refuses a tensor that was overwritten after the operation had used it. Its shape alone is told: its values are not those of the operation any more.</summary>
    protected void RequireUnchanged(Tensor used)
    {
        if (used.IsWrittenAfter(_usedAt))
        {
            throw Changed(used, Name);
        }
    }

    /// <summary>The error for a tensor that was overwritten between the operation and backward.</summary>
    protected static HoneException Changed(Tensor used, string operation) => new(
        $"Backward of {operation} needs the values that {operation} was computed with.",
        $"{(used.Name is { } name ? $"{name}, " : string.Empty)}{used.DType} {used.Shape}, overwritten after {operation} had used it",
        $"backward of {operation}",
        "call Backward before the tensor is overwritten, or copy the new values to a tensor of their own");

    protected bool NeedsGradient(int input) => _inputs[input].NeedsGradient;

    /// <summary>Hands a gradient to an input; it may share memory with the gradient of the output.</summary>
    protected void Pass(int input, Tensor gradient)
    {
        Edge edge = _inputs[input];
        if (edge.Producer is not null)
        {
            edge.Producer.AddGradient(gradient);
        }
        else
        {
            edge.Leaf?.AccumulateGradient(gradient);
        }
    }

    /// <summary>
    /// The memory in which a gradient is to be written: for a leaf its own gradient, so that nothing is copied.
    /// </summary>
    /// <param name="input">Index of the input.</param>
    /// <param name="accumulate">Whether to add to the memory instead of overwriting it.</param>
    protected Tensor GradientBuffer(int input, out bool accumulate)
    {
        Edge edge = _inputs[input];
        if (edge.Leaf is not null)
        {
            return edge.Leaf.GradientBuffer(out accumulate);
        }

        Node producer = edge.Producer!;
        accumulate = producer.Gradient is not null;
        if (accumulate)
        {
            producer.OwnGradient();
        }
        else
        {
            producer.AddGradient(Tensor.Empty(producer._shape, producer._strides, producer._type));
        }

        return producer.Gradient!;
    }

    /// <summary>
    /// Memory in a given layout for the gradient of an input: a leaf's own gradient, the gradient that another operation has already left there, to be
    /// added to, or fresh memory. <see cref="Close"/> hands it over when the kernel has written it.
    /// </summary>
    protected GradientSlot Open(int input, Shape shape, int[] strides, DType type)
    {
        if (_inputs[input].Leaf is { } leaf && leaf.GradientLiesLike(shape, strides))
        {
            Tensor memory = leaf.GradientBuffer(out bool accumulate);
            return new GradientSlot(memory, accumulate, IsFresh: false);
        }

        if (_inputs[input].Producer is { Gradient: { } earlier } producer && earlier.IsDense && Layout.Same(shape, earlier.Strides, strides))
        {
            producer.OwnGradient();
            return new GradientSlot(producer.Gradient!, Accumulate: true, IsFresh: false);
        }

        return new GradientSlot(Tensor.Empty(shape, strides, type), Accumulate: false, IsFresh: true);
    }

    /// <summary>
    /// A leaf's own gradient in a given layout, to be overwritten; null where the input is no leaf, its gradient lies otherwise or holds
    /// something already.
    /// </summary>
    protected Tensor? LeafMemory(int input, Shape shape, int[] strides) =>
        _inputs[input].Leaf is { Grad: null, SparseGrad: null } leaf && leaf.GradientLiesLike(shape, strides) ? leaf.GradientBuffer(out _) : null;

    /// <summary>Where touched rows of an input's gradient are collected; null when the input is no leaf, or has a dense gradient already.</summary>
    protected RowGradient? OpenRows(int input) => _inputs[input].Leaf?.RowGradientBuffer();

    /// <summary>Hands over what <see cref="Open"/> gave out.</summary>
    protected void Close(int input, GradientSlot slot)
    {
        if (slot.IsFresh)
        {
            Pass(input, slot.Memory);
        }
    }

    /// <summary>A gradient in a given layout, and memory of that layout to write over: its own if nobody else reads it.</summary>
    protected static Tensor Align(Tensor gradient, int[] strides, out Tensor target)
    {
        Tensor aligned = gradient.InLayout(strides);
        target = ReferenceEquals(aligned, gradient) ? Reuse(gradient) : aligned;
        return aligned;
    }

    /// <summary>The gradient's own memory if nobody else refers to it, otherwise fresh memory of the same layout.</summary>
    protected static Tensor Reuse(Tensor gradient) =>
        gradient.Storage.TapeUses == 1 && gradient.IsDense ? gradient : Tensor.Empty(gradient.Shape, gradient.Strides, gradient.DType);

    /// <summary>Makes sure that the gradient may be added to in place: dense, and referred to by nobody else.</summary>
    private void OwnGradient()
    {
        Tensor shared = Gradient!;
        if (shared.Storage.TapeUses == 1 && shared.IsDense)
        {
            return;
        }

        Gradient = shared.Copy();
        Gradient.Storage.AddTapeUse();
        shared.Storage.RemoveTapeUse();
    }

    private void Release()
    {
        IsConsumed = true;
        Tensor? gradient = Gradient;
        Gradient = null;
        gradient?.Storage.RemoveTapeUse();
        for (int i = 0; i < _savedCount; i++)
        {
            _saved[i]!.Storage.RemoveTapeUse();
        }

        _saved = [];
        _savedCount = 0;
    }
}
