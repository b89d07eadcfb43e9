using System.Runtime.CompilerServices;

namespace Hone.Kernels;

/// <summary>x times the hard sigmoid of x.</summary>
internal readonly struct HardSwishOperator : IDifferentiableOperator
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Apply<T>(T x)
        where T : System.Numerics.IFloatingPointIeee754<T> => x * T.Clamp((x / T.CreateChecked(6)) + T.CreateChecked(0.5), T.Zero, T.One);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Apply<TPolicy, TVector>(TVector x)
        where TPolicy : struct, IVectorPolicy<TVector>
        where TVector : struct => TPolicy.Multiply(x, HardSigmoidOperator.Apply<TPolicy, TVector>(x));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Derivative<T>(T x)
        where T : System.Numerics.IFloatingPointIeee754<T> => x < T.CreateChecked(-3) ? T.Zero : x <= T.CreateChecked(3) ? (x / T.CreateChecked(3)) + T.CreateChecked(0.5) : x > T.CreateChecked(3) ? T.One : x;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Derivative<TPolicy, TVector>(TVector x)
        where TPolicy : struct, IVectorPolicy<TVector>
        where TVector : struct
    {
        TVector inside = TPolicy.MultiplyAdd(x, TPolicy.Create(1f / 3f), TPolicy.Create(0.5f));
        inside = TPolicy.Select(TPolicy.GreaterThan(TPolicy.Create(-3f), x), TPolicy.Zero, inside);
        return TPolicy.Select(TPolicy.GreaterThan(x, TPolicy.Create(3f)), TPolicy.Create(1f), inside);
    }
}
