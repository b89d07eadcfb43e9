namespace Hone.Nn;

/// <summary>The element types of the format and what they become here.</summary>
internal static class SafetensorsTypes
{
    private static readonly Dictionary<string, int> BitsByName = new()
    {
        ["BOOL"] = 8,
        ["F4"] = 4,
        ["F6_E2M3"] = 6,
        ["F6_E3M2"] = 6,
        ["U8"] = 8,
        ["I8"] = 8,
        ["F8_E5M2"] = 8,
        ["F8_E4M3"] = 8,
        ["F8_E8M0"] = 8,
        ["F8_E4M3FNUZ"] = 8,
        ["F8_E5M2FNUZ"] = 8,
        ["I16"] = 16,
        ["U16"] = 16,
        ["F16"] = 16,
        ["BF16"] = 16,
        ["I32"] = 32,
        ["U32"] = 32,
        ["F32"] = 32,
        ["C64"] = 64,
        ["F64"] = 64,
        ["I64"] = 64,
        ["U64"] = 64,
    };

    /// <summary>Types that are read, for messages.</summary>
    public const string Readable = "F32, F64, F16, BF16, I64, I32, I16, I8, U8 and BOOL";

    /// <summary>Bits of one element; null for a name that the format does not have.</summary>
    public static int? Bits(string name) => BitsByName.TryGetValue(name, out int bits) ? bits : null;

    /// <summary>The type of the tensor that is made; null when the type is not read.</summary>
    public static DType? Target(string name) => name switch
    {
        "F32" or "F16" or "BF16" => DType.Float32,
        "F64" => DType.Float64,
        "I64" => DType.Int64,
        "I32" or "I16" or "I8" => DType.Int32,
        "U8" => DType.UInt8,
        "BOOL" => DType.Bool,
        _ => null,
    };

    /// <summary>The name under which a tensor is written.</summary>
    public static string Name(DType type) => type switch
    {
        DType.Float32 => "F32",
        DType.Float64 => "F64",
        DType.Int64 => "I64",
        DType.Int32 => "I32",
        DType.UInt8 => "U8",
        _ => "BOOL",
    };
}
