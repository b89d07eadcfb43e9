namespace Hone.Nn;

/// <summary>Element types of PyTorch storages.</summary>
internal enum TorchElement
{
    Float32,
    Float64,
    Float16,
    BFloat16,
    Int64,
    Int32,
    Int16,
    Int8,
    UInt8,
    Bool,

    /// <summary>Known by name, not read.</summary>
    Complex64,
}
