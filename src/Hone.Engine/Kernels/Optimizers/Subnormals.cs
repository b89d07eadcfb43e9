using System.Numerics;
using System.Runtime.CompilerServices;

namespace Hone.Kernels;

/// <summary>
/// Numbers below the smallest normal one (1.2e-38 in float32) become zero. A running mean whose gradients have ended, of a dead unit or of a row
/// that no batch names, shrinks until it is such a number and stays one, because the product with its factor rounds back to it; processors
/// take several times as long for each of them.
/// </summary>
/// <remarks>PyTorch keeps them, and its steps become slower. A NaN stays.</remarks>
internal static class Subnormals
{
    private const float SmallestNormal = 1.17549435E-38f;

    public static T Flush<T>(T value)
        where T : unmanaged, IFloatingPointIeee754<T> => T.IsSubnormal(value) ? T.Zero : value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Flush<TPolicy, TVector>(TVector value)
        where TPolicy : struct, IVectorPolicy<TVector>
        where TVector : struct => TPolicy.Select(TPolicy.GreaterThan(TPolicy.Create(SmallestNormal), TPolicy.Abs(value)), TPolicy.Zero, value);
}
