using System.Numerics;

namespace Hone.Kernels;

/// <summary>a is neither infinite nor NaN; b is not asked.</summary>
internal readonly struct FiniteComparison : IComparison
{
    public static bool Holds<T>(T a, T b)
        where T : INumber<T> => T.IsFinite(a);
}
