using Hone.Autograd;
using Hone.Memory;

namespace Hone;

public sealed partial class Tensor
{
    /// <summary>Whether somebody may refer to this object after its step: then it never becomes another tensor.</summary>
    internal bool IsLent { get; private set; }

    /// <summary>A tensor at a place in memory; inside a <see cref="RepeatedStep"/>, without recording, the object may have been another tensor in an earlier run.</summary>
    internal static Tensor At(Storage storage, nint offset, Shape shape, int[] strides, DType type) =>
        StepArena.Current?.Headers is { } headers && !Tape.IsRecording
            ? headers.Tensor(storage, offset, shape, strides, type)
            : new Tensor(storage, offset, shape, strides, type);

    /// <summary>Makes a retired object the tensor at another place. It is neither packed nor named, and has no history and no gradient.</summary>
    internal Tensor Become(Storage storage, nint offset, Shape shape, int[] strides, DType type)
    {
        _storage = storage;
        _generation = storage.Generation;
        Offset = offset;
        Shape = shape;
        _strides = strides;
        DType = type;
        return this;
    }

    /// <summary>Makes this tensor stale, whatever memory it lies in, and lets go of the memory.</summary>
    internal void Retire()
    {
        _storage = Storage.None;
        _generation = Storage.None.Generation - 1;
    }
}
