using System.Runtime.CompilerServices;

namespace Hone.Kernels;

/// <summary>x (1 + tanh(sqrt(2 / pi) (x + 0.044715 x^3))) / 2.</summary>
internal readonly struct GeluTanhOperator : IDifferentiableOperator
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Apply<T>(T x)
        where T : System.Numerics.IFloatingPointIeee754<T>
    {
        T u = T.CreateChecked(0.7978845608028654) * (x + (T.CreateChecked(0.044715) * x * x * x));
        return x * T.CreateChecked(0.5) * (T.One + T.Tanh(u));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Apply<TPolicy, TVector>(TVector x)
        where TPolicy : struct, IVectorPolicy<TVector>
        where TVector : struct
    {
        TVector square = TPolicy.Multiply(x, x);
        TVector u = TPolicy.Multiply(TPolicy.Multiply(x, TPolicy.Create(0.79788456f)), TPolicy.MultiplyAdd(square, TPolicy.Create(0.044715f), TPolicy.Create(1f)));
        return TPolicy.Multiply(TPolicy.Multiply(x, TPolicy.Create(0.5f)), TPolicy.Add(TPolicy.Create(1f), VectorMath.Tanh<TPolicy, TVector>(u)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Derivative<T>(T x)
        where T : System.Numerics.IFloatingPointIeee754<T>
    {
        T square = x * x;
        T t = T.Tanh(T.CreateChecked(0.7978845608028654) * (x + (T.CreateChecked(0.044715) * x * square)));
        T slope = T.CreateChecked(0.7978845608028654) * (T.One + (T.CreateChecked(0.134145) * square));
        return T.CreateChecked(0.5) * (T.One + t + (x * (T.One - (t * t)) * slope));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Derivative<TPolicy, TVector>(TVector x)
        where TPolicy : struct, IVectorPolicy<TVector>
        where TVector : struct
    {
        TVector one = TPolicy.Create(1f);
        TVector square = TPolicy.Multiply(x, x);
        TVector t = VectorMath.Tanh<TPolicy, TVector>(TPolicy.Multiply(TPolicy.Multiply(x, TPolicy.Create(0.79788456f)), TPolicy.MultiplyAdd(square, TPolicy.Create(0.044715f), one)));
        TVector slope = TPolicy.Multiply(TPolicy.Create(0.79788456f), TPolicy.MultiplyAdd(square, TPolicy.Create(0.134145f), one));
        TVector bend = TPolicy.Multiply(TPolicy.Multiply(x, slope), TPolicy.Subtract(one, TPolicy.Multiply(t, t)));
        return TPolicy.Multiply(TPolicy.Create(0.5f), TPolicy.Add(TPolicy.Add(one, t), bend));
    }
}
