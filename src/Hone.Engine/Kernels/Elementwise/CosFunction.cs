namespace Hone.Kernels;

/// <summary>The cosine of x.</summary>
internal readonly struct CosFunction : IFunction
{
    public static T Apply<T>(T x)
        where T : System.Numerics.IFloatingPointIeee754<T> => T.Cos(x);

    public static T Derivative<T>(T x)
        where T : System.Numerics.IFloatingPointIeee754<T> => -T.Sin(x);
}
