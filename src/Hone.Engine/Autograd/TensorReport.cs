using Hone.Memory;

namespace Hone;

/// <summary>A tensor as an error report tells it: what it is, never its values.</summary>
/// <param name="Name">The name of a parameter or the operation that made it; empty where nothing is known.</param>
/// <param name="Shape">Sizes of the axes; null for a block of memory whose tensor is not known.</param>
/// <param name="DType">Type of the elements; null like the shape.</param>
/// <param name="Bytes">The size of its elements or of its block.</param>
/// <param name="IsFinite">Whether it holds neither NaN nor infinity; null where nobody looked, or where its memory had gone back to the pool.</param>
public sealed record TensorReport(string Name, Shape? Shape, DType? DType, long Bytes, bool? IsFinite)
{
    /// <summary>Looks at a tensor, also at one that is gone.</summary>
    /// <param name="tensor">The tensor.</param>
    /// <param name="name">Instead of its own name; null for that.</param>
    /// <param name="looksAtValues">Whether to look for NaN and infinity, which copies the tensor.</param>
    public static TensorReport Of(Tensor tensor, string? name = null, bool looksAtValues = true)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        bool? isFinite = looksAtValues && !tensor.IsReleased ? AllFinite(tensor) : null;
        return new TensorReport(name ?? tensor.Name ?? "", tensor.Shape, tensor.DType, (long)tensor.ElementCount * DTypes.Size(tensor.DType), isFinite);
    }

    internal static TensorReport Of(Storage block) => new("", null, null, block.Capacity, null);

    private static bool AllFinite(Tensor tensor) => tensor.DType switch
    {
        Hone.DType.Float32 => Array.TrueForAll(tensor.ToArray<float>(), float.IsFinite),
        Hone.DType.Float64 => Array.TrueForAll(tensor.ToArray<double>(), double.IsFinite),
        _ => true,
    };
}
