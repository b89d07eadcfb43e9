using Hone.Kernels;

namespace Hone.Ops;

/// <summary>The flat tensors that an update walks side by side.</summary>
/// <param name="Values">Parameters.</param>
/// <param name="Gradients">Their gradients, or what the update moves them towards.</param>
/// <param name="First">First moments; null when the update has none.</param>
/// <param name="Second">Second moments; null when the update has none.</param>
/// <param name="Third">A third tensor of moments; null when the update has none.</param>
internal readonly record struct FlatTensors(Tensor Values, Tensor Gradients, Tensor? First = null, Tensor? Second = null, Tensor? Third = null)
{
    /// <summary>Addresses from an element on.</summary>
    public unsafe FlatArrays<T> Arrays<T>(int start, int gradientStart)
        where T : unmanaged => new FlatArrays<T>
        {
            P = Values.Pointer<T>(),
            G = Gradients.Pointer<T>(),
            M = First is null ? null : First.Pointer<T>(),
            V = Second is null ? null : Second.Pointer<T>(),
            W = Third is null ? null : Third.Pointer<T>(),
        }.From(start, gradientStart);
}
