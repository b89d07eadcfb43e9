using Hone.Ops;

namespace Hone;

public static partial class TensorOperations
{
    /// <summary>A copy of x with one value where a mask is true.</summary>
    /// <remarks>PyTorch's <c>masked_fill</c>. Filled elements have gradient 0.</remarks>
    /// <param name="x">x: [...]</param>
    /// <param name="mask">mask: Bool, broadcast against x.</param>
    /// <param name="value">The value; a whole one for integer tensors.</param>
    /// <returns>y: the broadcast shape, usually x's.</returns>
    /// <exception cref="ShapeException">Two aligned sizes differ and neither is 1.</exception>
    /// <exception cref="HoneException">The mask is not Bool, or the element type cannot hold the value.</exception>
    public static Tensor MaskedFill(this Tensor x, Tensor mask, double value)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(mask);
        return Tensor.Where(mask, ComparisonMap.Number(x, value, nameof(MaskedFill)), x);
    }
}
