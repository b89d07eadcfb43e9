using Hone.Ops;

namespace Hone;

public static partial class TensorOperations
{
    /// <summary>The elements for which a mask is true, in row-major order.</summary>
    /// <remarks>PyTorch's <c>masked_select</c>, except that the mask may not be larger than x. The length of the result depends on the values.</remarks>
    /// <param name="x">x: [...]</param>
    /// <param name="mask">mask: Bool, broadcast to x's shape.</param>
    /// <returns>y: [count]</returns>
    /// <exception cref="ShapeException">The mask does not broadcast to x's shape.</exception>
    /// <exception cref="HoneException">The mask is not Bool.</exception>
    public static Tensor MaskedSelect(this Tensor x, Tensor mask)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(mask);
        if (mask.DType != DType.Bool)
        {
            throw new HoneException("MaskedSelect needs a Bool mask.", $"{mask.DType} {mask.Shape}", nameof(MaskedSelect), "compare first, for example with Greater(...)");
        }

        if (mask.Rank > x.Rank || Broadcasting.Combine(mask.Shape, x.Shape, nameof(MaskedSelect)) != x.Shape)
        {
            throw new ShapeException(
                $"MaskedSelect needs a mask that broadcasts to x: {x.Shape}.",
                $"mask {mask.Shape}",
                nameof(MaskedSelect),
                "give the mask x's shape, or repeat x with Expand first");
        }

        bool[] chosen = mask.Detach().Expand(x.Shape).ToArray<bool>();
        var offsets = new List<int>();
        for (int i = 0; i < chosen.Length; i++)
        {
            if (chosen[i])
            {
                offsets.Add(i);
            }
        }

        return Take.Forward(x, [.. offsets], [offsets.Count]);
    }
}
