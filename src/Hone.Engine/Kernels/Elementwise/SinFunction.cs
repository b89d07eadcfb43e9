namespace Hone.Kernels;

/// <summary>The sine of x.</summary>
internal readonly struct SinFunction : IFunction
{
    public static T Apply<T>(T x)
        where T : System.Numerics.IFloatingPointIeee754<T> => T.Sin(x);

    public static T Derivative<T>(T x)
        where T : System.Numerics.IFloatingPointIeee754<T> => T.Cos(x);
}
