using Hone.Kernels;
using Hone.Ops;

namespace Hone;

public static partial class TensorOperations
{
    /// <summary>Whether at least one is true, element by element: a Bool tensor. It has no gradient.</summary>
    /// <remarks>Shapes broadcast as in NumPy; in numbers, everything but 0 is true.</remarks>
    /// <param name="a">a: [...]</param>
    /// <param name="b">b: [...], broadcast against a, of one element type with it.</param>
    /// <returns>y: the broadcast shape, Bool.</returns>
    /// <exception cref="ShapeException">Two aligned sizes differ and neither is 1.</exception>
    /// <exception cref="HoneException">The element types differ.</exception>
    public static Tensor LogicalOr(this Tensor a, Tensor b)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        return ComparisonMap.Run<OrComparison>(a, b, nameof(LogicalOr));
    }
}
