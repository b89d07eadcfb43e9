namespace Hone.Kernels;

/// <summary>The tangent of x.</summary>
internal readonly struct TanFunction : IFunction
{
    public static T Apply<T>(T x)
        where T : System.Numerics.IFloatingPointIeee754<T> => T.Tan(x);

    public static T Derivative<T>(T x)
        where T : System.Numerics.IFloatingPointIeee754<T>
    {
        T t = T.Tan(x);
        return T.One + (t * t);
    }
}
