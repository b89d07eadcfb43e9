namespace Hone;

/// <summary>The element type of a tensor.</summary>
public enum DType
{
    /// <summary>32-bit floating point: the type of activations and weights.</summary>
    Float32,

    /// <summary>64-bit floating point: for gradient checks and exact sums.</summary>
    Float64,

    /// <summary>64-bit integer: class indices, as in PyTorch.</summary>
    Int64,

    /// <summary>32-bit integer.</summary>
    Int32,

    /// <summary>8-bit unsigned integer: raw pixels.</summary>
    UInt8,

    /// <summary>True or false, one byte each.</summary>
    Bool,
}
