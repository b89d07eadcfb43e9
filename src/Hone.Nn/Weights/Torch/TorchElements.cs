namespace Hone.Nn;

/// <summary>Sizes of the element types and what they become here.</summary>
internal static class TorchElements
{
    /// <summary>Bytes of one element in the file.</summary>
    public static int Size(this TorchElement element) => element switch
    {
        TorchElement.Complex64 or TorchElement.Float64 or TorchElement.Int64 => 8,
        TorchElement.Float32 or TorchElement.Int32 => 4,
        TorchElement.Float16 or TorchElement.BFloat16 or TorchElement.Int16 => 2,
        _ => 1,
    };

    /// <summary>The type of the tensor that is made; null when the type is not read.</summary>
    public static DType? Target(this TorchElement element) => element switch
    {
        TorchElement.Float32 or TorchElement.Float16 or TorchElement.BFloat16 => DType.Float32,
        TorchElement.Float64 => DType.Float64,
        TorchElement.Int64 => DType.Int64,
        TorchElement.Int32 or TorchElement.Int16 or TorchElement.Int8 => DType.Int32,
        TorchElement.UInt8 => DType.UInt8,
        TorchElement.Bool => DType.Bool,
        _ => null,
    };
}
