using Hone.Kernels;
using Hone.Ops;

namespace Hone;

public static partial class TensorOperations
{
    /// <summary>Where elements are neither infinite nor NaN: a Bool tensor. It has no gradient.</summary>
    /// <remarks>PyTorch's <c>torch.isfinite</c>. True everywhere in tensors of integers and Bool.</remarks>
    /// <param name="x">x: [...]</param>
    /// <returns>y: [...], like x, Bool.</returns>
    public static Tensor IsFinite(this Tensor x)
    {
        ArgumentNullException.ThrowIfNull(x);
        return ComparisonMap.Run<FiniteComparison>(x, x, nameof(IsFinite));
    }
}
