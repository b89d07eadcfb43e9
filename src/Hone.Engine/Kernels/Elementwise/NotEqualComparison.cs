using System.Numerics;

namespace Hone.Kernels;

/// <summary>a differs from b; NaN differs from everything.</summary>
internal readonly struct NotEqualComparison : IComparison
{
    public static bool Holds<T>(T a, T b)
        where T : INumber<T> => a != b;
}
