using Hone.Kernels;

namespace Hone.Ops;

/// <summary>
/// The weights of a convolution in the forms that its fast algorithms want, made when the first input comes that suits one and kept: for weights that
/// stay as they are. With them the choice of algorithm does not depend on the size of a batch.
/// </summary>
internal sealed class TransformedWeights
{
    private readonly Lock _lock = new();
    private Tensor? _winograd;
    private Tensor? _quad;

    /// <summary>The form for a pass of these sizes; null where the packed weights serve.</summary>
    /// <param name="sizes">Sizes of the pass.</param>
    /// <param name="packed">The packed weights, the same ones in each call.</param>
    public unsafe float* For(in ConvShape sizes, Tensor packed)
    {
        PreparedForm form = EngineOptions.Exact ? PreparedForm.None : Convolution.PreparedForm(sizes);
        if (form == PreparedForm.None)
        {
            return null;
        }

        ref Tensor? kept = ref form == PreparedForm.Quad ? ref _quad : ref _winograd;
        lock (_lock)
        {
            if (kept is null)
            {
                Tensor transformed = Tensor.ZerosPersistent([checked((int)Convolution.PreparedLength(sizes))], DType.Float32);
                Convolution.TransformWeights(sizes, packed.Pointer<float>(), transformed.Pointer<float>());
                kept = transformed;
            }

            return kept.Pointer<float>();
        }
    }
}
