using System.Numerics;

namespace Hone.Kernels;

/// <summary>a equals b; NaN equals nothing.</summary>
internal readonly struct EqualComparison : IComparison
{
    public static bool Holds<T>(T a, T b)
        where T : INumber<T> => a == b;
}
