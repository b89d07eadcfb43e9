using System.Numerics;

namespace Hone.Kernels;

/// <summary>A relation between two numbers; the loop lives in <see cref="CompareLoop{T, TComparison}"/>.</summary>
internal interface IComparison
{
    static abstract bool Holds<T>(T a, T b)
        where T : INumber<T>;
}
