namespace Hone.Nn;

/// <summary>One weight as the manifest describes it.</summary>
/// <param name="Name">Name of the weight.</param>
/// <param name="Sizes">Sizes of the axes.</param>
/// <param name="Type">What the weight becomes: float32, int32 or bool.</param>
/// <param name="Stored">What is in the file: the type itself, uint8, uint16 or float16.</param>
/// <param name="Scale">Value of one step of a quantized number.</param>
/// <param name="Minimum">Value of the quantized number 0.</param>
internal sealed record TfjsWeight(string Name, int[] Sizes, string Type, string Stored, double Scale, double Minimum)
{
    public long Count => Sizes.Aggregate(1L, (product, size) => checked(product * size));

    /// <summary>Bytes in the file.</summary>
    public long Bytes => Count * StoredSize;

    /// <summary>Bytes of one number in the file.</summary>
    public int StoredSize => Stored switch
    {
        "float32" or "int32" => 4,
        "float16" or "uint16" => 2,
        _ => 1,
    };
}
