using System.Runtime.CompilerServices;

namespace Hone.Kernels;

/// <summary>x / 6 + 1/2 cut to 0..1.</summary>
internal readonly struct HardSigmoidOperator : IDifferentiableOperator
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Apply<T>(T x)
        where T : System.Numerics.IFloatingPointIeee754<T> => T.Clamp((x / T.CreateChecked(6)) + T.CreateChecked(0.5), T.Zero, T.One);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Apply<TPolicy, TVector>(TVector x)
        where TPolicy : struct, IVectorPolicy<TVector>
        where TVector : struct => TPolicy.Min(TPolicy.Max(TPolicy.MultiplyAdd(x, TPolicy.Create(1f / 6f), TPolicy.Create(0.5f)), TPolicy.Zero), TPolicy.Create(1f));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Derivative<T>(T x)
        where T : System.Numerics.IFloatingPointIeee754<T> => x > T.CreateChecked(-3) && x < T.CreateChecked(3) ? T.One / T.CreateChecked(6) : T.Zero;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Derivative<TPolicy, TVector>(TVector x)
        where TPolicy : struct, IVectorPolicy<TVector>
        where TVector : struct
    {
        TVector inside = TPolicy.Select(TPolicy.GreaterThan(x, TPolicy.Create(-3f)), TPolicy.Create(1f / 6f), TPolicy.Zero);
        return TPolicy.Select(TPolicy.GreaterThan(TPolicy.Create(3f), x), inside, TPolicy.Zero);
    }
}
