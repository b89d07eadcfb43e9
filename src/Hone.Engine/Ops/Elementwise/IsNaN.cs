using Hone.Kernels;
using Hone.Ops;

namespace Hone;

public static partial class TensorOperations
{
    /// <summary>Where elements are not a number: a Bool tensor. It has no gradient.</summary>
    /// <remarks>PyTorch's <c>torch.isnan</c>. False everywhere in tensors of integers and Bool.</remarks>
    /// <param name="x">x: [...]</param>
    /// <returns>y: [...], like x, Bool.</returns>
    public static Tensor IsNaN(this Tensor x)
    {
        ArgumentNullException.ThrowIfNull(x);
        return ComparisonMap.Run<NaNComparison>(x, x, nameof(IsNaN));
    }
}
