using System.Numerics;

namespace Hone.Kernels;

/// <summary>a is not below b.</summary>
internal readonly struct GreaterEqualComparison : IComparison
{
    public static bool Holds<T>(T a, T b)
        where T : INumber<T> => a >= b;
}
