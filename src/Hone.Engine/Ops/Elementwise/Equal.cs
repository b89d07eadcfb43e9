using Hone.Kernels;
using Hone.Ops;

namespace Hone;

public static partial class TensorOperations
{
    /// <summary>Whether two tensors are equal, element by element: a Bool tensor. It has no gradient.</summary>
    /// <remarks>Shapes broadcast as in NumPy. NaN equals nothing. For accuracy: <c>prediction.ArgMax().Equal(target)</c>.</remarks>
    /// <param name="a">a: [...]</param>
    /// <param name="b">b: [...], broadcast against a, of one element type with it.</param>
    /// <returns>y: the broadcast shape, Bool.</returns>
    /// <exception cref="ShapeException">Two aligned sizes differ and neither is 1.</exception>
    /// <exception cref="HoneException">The element types differ.</exception>
    public static Tensor Equal(this Tensor a, Tensor b)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        return ComparisonMap.Run<EqualComparison>(a, b, nameof(Equal));
    }

    /// <summary>The same against one number.</summary>
    /// <param name="a">a: [...]</param>
    /// <param name="value">The number; a whole one for integer tensors.</param>
    /// <returns>y: [...], like a, Bool.</returns>
    /// <exception cref="HoneException">The element type cannot hold the number.</exception>
    public static Tensor Equal(this Tensor a, double value)
    {
        ArgumentNullException.ThrowIfNull(a);
        return ComparisonMap.Run<EqualComparison>(a, value, nameof(Equal));
    }
}
