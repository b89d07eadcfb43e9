using System.Runtime.CompilerServices;

namespace Hone.Kernels;

/// <summary>x tanh(ln(1 + e^x)), by way of n = e^x (e^x + 2): tanh(ln(1 + e^x)) = n / (n + 2), exact and without overflow where e^x is cut at e^20.</summary>
internal readonly struct MishOperator : IDifferentiableOperator
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Apply<T>(T x)
        where T : System.Numerics.IFloatingPointIeee754<T>
    {
        T e = T.Exp(T.Min(x, T.CreateChecked(20)));
        T n = e * (e + T.CreateChecked(2));
        return x * (n / (n + T.CreateChecked(2)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Apply<TPolicy, TVector>(TVector x)
        where TPolicy : struct, IVectorPolicy<TVector>
        where TVector : struct
    {
        TVector e = VectorMath.Exp<TPolicy, TVector>(TPolicy.Min(x, TPolicy.Create(20f)));
        TVector n = TPolicy.Multiply(e, TPolicy.Add(e, TPolicy.Create(2f)));
        return TPolicy.Multiply(x, TPolicy.Divide(n, TPolicy.Add(n, TPolicy.Create(2f))));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Derivative<T>(T x)
        where T : System.Numerics.IFloatingPointIeee754<T>
    {
        // tanh' = 1 - tanh^2 = 4 (n + 1) / (n + 2)^2
        // The second term vanishes from 20 on; a larger x would outgrow a slope that is cut there.
        T two = T.CreateChecked(2);
        T cut = T.Min(x, T.CreateChecked(20));
        T e = T.Exp(cut);
        T n = e * (e + two);
        T inverse = T.One / (n + two);
        T slope = two * two * (n + T.One) * inverse * inverse;
        return (n * inverse) + (cut * (e / (T.One + e)) * slope);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Derivative<TPolicy, TVector>(TVector x)
        where TPolicy : struct, IVectorPolicy<TVector>
        where TVector : struct
    {
        // tanh' = 1 - tanh^2 = 4 (n + 1) / (n + 2)^2
        // The second term vanishes from 20 on; a larger x would outgrow a slope that is cut there.
        TVector one = TPolicy.Create(1f);
        TVector cut = TPolicy.Min(x, TPolicy.Create(20f));
        TVector e = VectorMath.Exp<TPolicy, TVector>(cut);
        TVector n = TPolicy.Multiply(e, TPolicy.Add(e, TPolicy.Create(2f)));
        TVector inverse = TPolicy.Divide(one, TPolicy.Add(n, TPolicy.Create(2f)));
        TVector slope = TPolicy.Multiply(TPolicy.Multiply(TPolicy.Create(4f), TPolicy.Add(n, one)), TPolicy.Multiply(inverse, inverse));
        TVector sigmoid = TPolicy.Divide(e, TPolicy.Add(one, e));
        return TPolicy.MultiplyAdd(TPolicy.Multiply(cut, sigmoid), slope, TPolicy.Multiply(n, inverse));
    }
}
