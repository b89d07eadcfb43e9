using System.Numerics;

namespace Hone.Kernels;

/// <summary>a is infinite, of either sign; b is not asked.</summary>
internal readonly struct InfinityComparison : IComparison
{
    public static bool Holds<T>(T a, T b)
        where T : INumber<T> => T.IsInfinity(a);
}
