using System.Numerics;

namespace Hone.Kernels;

/// <summary>a is above b.</summary>
internal readonly struct GreaterComparison : IComparison
{
    public static bool Holds<T>(T a, T b)
        where T : INumber<T> => a > b;
}
