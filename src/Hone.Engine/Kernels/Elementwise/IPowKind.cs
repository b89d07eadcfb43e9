using System.Runtime.Intrinsics;

namespace Hone.Kernels;

/// <summary>A way to raise sixteen positive numbers to one power, with an error below 1 unit in the last place. A power enlarges the error of the logarithm up to a hundred times, so float32 alone does not do: the kinds keep more digits.</summary>
/// <typeparam name="TSelf">The type itself.</typeparam>
internal interface IPowKind<TSelf>
    where TSelf : struct, IPowKind<TSelf>
{
    /// <param name="exponent">Finite and not 0.</param>
    static abstract TSelf Create(float exponent);

    /// <summary>Whether <see cref="Raise"/> is right for every lane.</summary>
    bool Takes(Vector512<float> x);

    Vector512<float> Raise(Vector512<float> x);
}
