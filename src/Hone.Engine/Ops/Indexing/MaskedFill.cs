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
        RequireMask(x, mask);
        return Tensor.Where(mask, ComparisonMap.Number(x, value, nameof(MaskedFill)), x);
    }

    /// <summary>What Where would refuse, told in the words of a fill.</summary>
    private static void RequireMask(Tensor x, Tensor mask)
    {
        x.RequireAlive(nameof(MaskedFill));
        mask.RequireAlive(nameof(MaskedFill));
        if (mask.DType != DType.Bool)
        {
            throw new HoneException(
                "MaskedFill needs a Bool mask.",
                $"{mask.DType} {mask.Shape}",
                nameof(MaskedFill),
                "compare first, for example with Greater(...), or convert with To(DType.Bool)");
        }

        for (int i = 1; i <= Math.Min(x.Rank, mask.Rank); i++)
        {
            if (x.Shape[-i] != mask.Shape[-i] && x.Shape[-i] != 1 && mask.Shape[-i] != 1)
            {
                throw new ShapeException(
                    "MaskedFill needs a mask whose sizes are equal to x's or 1, axis by axis from the end.",
                    $"x {x.Shape} and mask {mask.Shape}: {x.Shape[-i]} against {mask.Shape[-i]} at axis -{i}",
                    nameof(MaskedFill),
                    "reshape the mask so that its axes line up, for example [batch] to [batch, 1]");
            }
        }
    }
}
