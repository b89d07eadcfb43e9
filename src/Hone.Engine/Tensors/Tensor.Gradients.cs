using Hone.Autograd;
using Hone.Memory;

namespace Hone;

public sealed partial class Tensor
{
    private bool _requiresGrad;
    private Tensor? _gradient;
    private bool _gradientIsFresh;

    /// <summary>Whether backward computes a gradient for this leaf. Only floating-point leaves can ask for one.</summary>
    /// <exception cref="HoneException">The elements are not floating point, or the tensor is the result of an operation.</exception>
    public bool RequiresGrad
    {
        get => _requiresGrad || Producer is not null;
        set
        {
            if (value && !DTypes.IsFloatingPoint(DType))
            {
                throw new HoneException("Gradients exist for floating-point tensors.", $"{DType} {Shape}", "RequiresGrad");
            }

            if (!value && Producer is not null)
            {
                throw new HoneException(
                    "RequiresGrad is switched off on leaves only.",
                    $"the result of {Producer.Name} with shape {Shape}",
                    "RequiresGrad",
                    "call Detach() to get the values without their history");
            }

            _requiresGrad = value;
            IsLent |= value;
        }
    }

    /// <summary>The gradient that backward left here; null before the first backward and after <see cref="ZeroGrad"/>.</summary>
    public Tensor? Grad => _gradientIsFresh ? _gradient : null;

    /// <summary>The operation that produced this tensor, if it was recorded.</summary>
    internal Node? Producer { get; set; }

    internal bool NeedsGradient => _requiresGrad || Producer is not null;

    /// <summary>Computes the gradient of this scalar with respect to every leaf that it was computed from.</summary>
    /// <remarks>
    /// Gradients add up over several calls until <see cref="ZeroGrad"/>, as in PyTorch. A leaf that requires a gradient gets 1. Values saved for backward are freed on the
    /// way, so a second backward through the same operations is an error. Gradients of gradients are not recorded. The operations may have been recorded on
    /// several threads. They go backward in the reverse order of recording; only where threads record at the same time does that order, and with it the last bit of a sum
    /// of three or more gradients, depend on the run.
    /// </remarks>
    /// <exception cref="HoneException">
    /// The tensor requires no gradient and was not computed from one that does, backward has run before, or a tensor that it needs was overwritten after an operation
    /// had used it; then no gradient has changed.
    /// </exception>
    /// <exception cref="ShapeException">The tensor has more than one element.</exception>
    public void Backward()
    {
        if (ElementCount != 1)
        {
            throw new ShapeException(
                "Backward starts from a scalar loss.",
                $"shape {Shape}",
                "Backward",
                "reduce the loss with Mean() or Sum(), or pass the gradient of the output");
        }

        Tape.Backward(this, null);
    }

    /// <summary>Backward from a tensor of any shape, given the gradient of the final result with respect to it.</summary>
    /// <remarks>As <see cref="Backward()"/>; a leaf that requires a gradient gets the one given, as a copy.</remarks>
    /// <param name="gradient">Same shape as this tensor.</param>
    /// <exception cref="ShapeException">The shapes differ.</exception>
    public void Backward(Tensor gradient)
    {
        ArgumentNullException.ThrowIfNull(gradient);
        if (gradient.Shape != Shape)
        {
            throw new ShapeException($"A gradient of shape {Shape}.", gradient.Shape.ToString(), "Backward");
        }

        if (gradient.DType != DType)
        {
            throw new HoneException($"A gradient of {DType}, as the tensor is.", $"{gradient.DType} {gradient.Shape}", "Backward", "convert it with To(...)");
        }

        Tape.Backward(this, gradient);
    }

    /// <summary>
    /// Forgets the gradient. The memory stays: the next backward overwrites it, so nothing is cleared here.
    /// </summary>
    public void ZeroGrad()
    {
        _gradientIsFresh = false;
        _rowGradient?.Clear();
    }

    /// <summary>The same values without their history; shares memory.</summary>
    public Tensor Detach() => Packing is { } packing ? new(Storage, Offset, packing, DType) : At(Storage, Offset, Shape, Strides, DType);

    /// <summary>Lets the values outlive the step: their memory leaves the pool for good and belongs to the garbage collector.</summary>
    /// <returns>This tensor.</returns>
    public Tensor Keep()
    {
        if (Storage.Arena is not null)
        {
            Storage.Arena = null;
            BufferPool.Forget(Storage);
        }

        IsLent = true;
        return this;
    }

    /// <summary>Lets the values outlive backward, until the step ends; for predictions that are read after backward.</summary>
    /// <returns>This tensor.</returns>
    public Tensor Hold()
    {
        Storage.Held = true;
        IsLent = true;
        return this;
    }

    /// <summary>Uses this memory for the gradient, such as a part of an arena that an optimizer walks in one loop.</summary>
    internal void PlaceGradient(Tensor gradient)
    {
        _gradient = gradient;
        _gradientIsFresh = false;
    }

    /// <summary>The memory in which backward writes this leaf's gradient.</summary>
    internal Tensor GradientBuffer(out bool accumulate)
    {
        _gradient ??= Packing is { } packing
            ? EmptyPacked(packing, DType)
            : EmptyPersistent(Shape, IsDense ? Strides : Layout.Activation(Shape), DType);
        Densify();
        accumulate = _gradientIsFresh;
        _gradientIsFresh = true;
        return _gradient;
    }

    /// <summary>Whether this leaf's gradient lies in a block, be it up to date or to be overwritten.</summary>
    internal bool HasGradientIn(Storage storage) => _gradient is not null && ReferenceEquals(_gradient._storage, storage);

    /// <summary>Whether <see cref="GradientBuffer"/> has, or would get, a given shape and layout.</summary>
    internal bool GradientLiesLike(Shape shape, int[] strides)
    {
        Tensor alike = _gradient ?? this;
        return alike.Shape == shape && alike.IsDense && Layout.Same(shape, alike.Strides, strides);
    }

    /// <summary>Adds a finished gradient to this leaf.</summary>
    internal void AccumulateGradient(Tensor gradient)
    {
        Tensor buffer = GradientBuffer(out bool accumulate);
        if (accumulate)
        {
            buffer.AddInPlace(gradient);
        }
        else
        {
            buffer.CopyFrom(gradient);
        }
    }
}
