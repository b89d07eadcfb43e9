using System.Numerics;

namespace Hone.Kernels;

/// <summary>One of them differs from zero.</summary>
internal readonly struct OrComparison : IComparison
{
    public static bool Holds<T>(T a, T b)
        where T : INumber<T> => a != T.Zero || b != T.Zero;
}
