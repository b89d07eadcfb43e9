using Hone.Kernels;
using Hone.Ops;

namespace Hone;

public static partial class TensorOperations
{
    /// <summary>Where elements are infinite, of either sign: a Bool tensor. It has no gradient.</summary>
    /// <remarks>PyTorch's <c>torch.isinf</c>. False everywhere in tensors of integers and Bool.</remarks>
    /// <param name="x">x: [...]</param>
    /// <returns>y: [...], like x, Bool.</returns>
    public static Tensor IsInf(this Tensor x)
    {
        ArgumentNullException.ThrowIfNull(x);
        return ComparisonMap.Run<InfinityComparison>(x, x, nameof(IsInf));
    }
}
