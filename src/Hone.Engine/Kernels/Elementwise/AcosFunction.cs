namespace Hone.Kernels;

/// <summary>The inverse cosine of x.</summary>
internal readonly struct AcosFunction : IFunction
{
    public static T Apply<T>(T x)
        where T : System.Numerics.IFloatingPointIeee754<T> => T.Acos(x);

    public static T Derivative<T>(T x)
        where T : System.Numerics.IFloatingPointIeee754<T> => -T.One / T.Sqrt(T.One - (x * x));
}
