using System.Numerics;

namespace Hone.Kernels;

/// <summary>Both differ from zero.</summary>
internal readonly struct AndComparison : IComparison
{
    public static bool Holds<T>(T a, T b)
        where T : INumber<T> => a != T.Zero && b != T.Zero;
}
