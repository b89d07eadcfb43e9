using System.Numerics;

namespace Hone.Kernels;

/// <summary>a is below b.</summary>
internal readonly struct LessComparison : IComparison
{
    public static bool Holds<T>(T a, T b)
        where T : INumber<T> => a < b;
}
