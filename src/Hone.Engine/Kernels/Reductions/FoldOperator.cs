using System.Runtime.CompilerServices;

namespace Hone.Kernels;

/// <summary>One step of a fold: a result, and an element that it takes in.</summary>
internal readonly struct FoldOperator<TFold> : IBinaryOperator
    where TFold : struct, IFold
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Apply<T>(T a, T b)
        where T : System.Numerics.INumber<T> => TFold.Join(a, TFold.Read(b));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Apply<TPolicy, TVector>(TVector a, TVector b)
        where TPolicy : struct, IVectorPolicy<TVector>
        where TVector : struct => TFold.Join<TPolicy, TVector>(a, TFold.Read<TPolicy, TVector>(b));
}

/// <summary>Two results of a fold become one.</summary>
internal readonly struct JoinOperator<TFold> : IBinaryOperator
    where TFold : struct, IFold
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Apply<T>(T a, T b)
        where T : System.Numerics.INumber<T> => TFold.Join(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Apply<TPolicy, TVector>(TVector a, TVector b)
        where TPolicy : struct, IVectorPolicy<TVector>
        where TVector : struct => TFold.Join<TPolicy, TVector>(a, b);
}
