using System.Numerics;

namespace Hone.Kernels;

/// <summary>a is not a number; b is not asked.</summary>
internal readonly struct NaNComparison : IComparison
{
    public static bool Holds<T>(T a, T b)
        where T : INumber<T> => T.IsNaN(a);
}
