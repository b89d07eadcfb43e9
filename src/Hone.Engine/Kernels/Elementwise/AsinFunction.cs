namespace Hone.Kernels;

/// <summary>The inverse sine of x.</summary>
internal readonly struct AsinFunction : IFunction
{
    public static T Apply<T>(T x)
        where T : System.Numerics.IFloatingPointIeee754<T> => T.Asin(x);

    public static T Derivative<T>(T x)
        where T : System.Numerics.IFloatingPointIeee754<T> => T.One / T.Sqrt(T.One - (x * x));
}
