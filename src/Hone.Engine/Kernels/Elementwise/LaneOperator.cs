using System.Numerics;
using System.Runtime.CompilerServices;

namespace Hone.Kernels;

/// <summary>A function of single numbers as an operator: a register is taken apart, and its lanes are computed one by one.</summary>
internal readonly unsafe struct LaneOperator<TFunction> : IDifferentiableOperator
    where TFunction : struct, IFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Apply<T>(T x)
        where T : IFloatingPointIeee754<T> => TFunction.Apply(x);

    [SkipLocalsInit]
    public static TVector Apply<TPolicy, TVector>(TVector x)
        where TPolicy : struct, IVectorPolicy<TVector>
        where TVector : struct
    {
        float* lanes = stackalloc float[TPolicy.Width];
        TPolicy.Store(lanes, x);
        for (int i = 0; i < TPolicy.Width; i++)
        {
            lanes[i] = TFunction.Apply(lanes[i]);
        }

        return TPolicy.Load(lanes);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Derivative<T>(T x)
        where T : IFloatingPointIeee754<T> => TFunction.Derivative(x);

    [SkipLocalsInit]
    public static TVector Derivative<TPolicy, TVector>(TVector x)
        where TPolicy : struct, IVectorPolicy<TVector>
        where TVector : struct
    {
        float* lanes = stackalloc float[TPolicy.Width];
        TPolicy.Store(lanes, x);
        for (int i = 0; i < TPolicy.Width; i++)
        {
            lanes[i] = TFunction.Derivative(lanes[i]);
        }

        return TPolicy.Load(lanes);
    }
}
