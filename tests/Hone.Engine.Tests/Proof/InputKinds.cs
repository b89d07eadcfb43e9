namespace Hone.Engine.Tests.Proof;

/// <summary>The kinds of inputs over which the gradient of an operation is checked.</summary>
[Flags]
internal enum InputKinds
{
    None = 0,

    /// <summary>No axes at all.</summary>
    Scalar = 1,

    /// <summary>One of several inputs repeats along an axis.</summary>
    Broadcast = 2,

    /// <summary>No elements, in an input or in the result.</summary>
    Empty = 4,

    /// <summary>The elements do not lie in row-major order without gaps.</summary>
    NonContiguous = 8,

    All = Scalar | Broadcast | Empty | NonContiguous,
}
