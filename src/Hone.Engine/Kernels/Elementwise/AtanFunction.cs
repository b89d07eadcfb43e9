namespace Hone.Kernels;

/// <summary>The inverse tangent of x.</summary>
internal readonly struct AtanFunction : IFunction
{
    public static T Apply<T>(T x)
        where T : System.Numerics.IFloatingPointIeee754<T> => T.Atan(x);

    public static T Derivative<T>(T x)
        where T : System.Numerics.IFloatingPointIeee754<T> => T.One / (T.One + (x * x));
}
