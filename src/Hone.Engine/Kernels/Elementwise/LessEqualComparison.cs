using System.Numerics;

namespace Hone.Kernels;

/// <summary>a is not above b.</summary>
internal readonly struct LessEqualComparison : IComparison
{
    public static bool Holds<T>(T a, T b)
        where T : INumber<T> => a <= b;
}
