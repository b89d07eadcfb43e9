using Hone.Kernels;
using Hone.Ops;

namespace Hone;

public static partial class TensorOperations
{
    /// <summary>Whether each element is false: a Bool tensor. It has no gradient.</summary>
    /// <remarks>In numbers, 0 is false and everything else true.</remarks>
    /// <param name="x">x: [...]</param>
    /// <returns>y: [...], like x, Bool.</returns>
    public static Tensor LogicalNot(this Tensor x)
    {
        ArgumentNullException.ThrowIfNull(x);
        return ComparisonMap.Run<EqualComparison>(x, Tensor.Scalar(0, x.DType), nameof(LogicalNot));
    }
}
