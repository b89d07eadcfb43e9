using System.Numerics;
using System.Runtime.CompilerServices;

namespace Hone.Kernels;

/// <summary>
/// Gated recurrent unit, as PyTorch computes it. Blocks: [n | r | z | m], so that what comes from the input, n' r' z', and what comes from the
/// recurrent product, r' z' m, are both neighbours; m is the recurrent part of the new value.
/// <code>
/// r = sigmoid(r'), z = sigmoid(z')
/// n = tanh(n' + r m)
/// h = (1 - z) n + z h-
/// </code>
/// </summary>
internal readonly struct GruGates : IRecurrentGates
{
    public static bool HasCell => false;

    public static int RecurrentBlock => 1;

    public static ReadOnlySpan<InputBlock> InputBlocks => s_inputBlocks;

    // The rows of PyTorch's weights are r, z, n.
    private static readonly InputBlock[] s_inputBlocks = [new(Weight: 0, Gate: 1, Count: 2), new(Weight: 2, Gate: 0, Count: 1)];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Forward<T>(ref T g0, ref T g1, ref T g2, ref T g3, T previous, out T cell)
        where T : IFloatingPointIeee754<T>
    {
        g1 = SigmoidOperator.Apply(g1);
        g2 = SigmoidOperator.Apply(g2);
        g0 = T.Tanh(g0 + (g1 * g3));
        cell = g0 + (g2 * (previous - g0));
        return cell;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Forward<TPolicy, TVector>(ref TVector g0, ref TVector g1, ref TVector g2, ref TVector g3, TVector previous, out TVector cell)
        where TPolicy : struct, IVectorPolicy<TVector>
        where TVector : struct
    {
        g1 = VectorMath.Sigmoid<TPolicy, TVector>(g1);
        g2 = VectorMath.Sigmoid<TPolicy, TVector>(g2);
        g0 = VectorMath.Tanh<TPolicy, TVector>(TPolicy.MultiplyAdd(g1, g3, g0));
        cell = TPolicy.MultiplyAdd(g2, TPolicy.Subtract(previous, g0), g0);
        return cell;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Backward<T>(ref T g0, ref T g1, ref T g2, ref T g3, T previous, T cell, T dHidden, T dCell)
        where T : IFloatingPointIeee754<T>
    {
        T n = g0;
        T r = g1;
        T z = g2;

        // dn', dr', dz', dm
        g0 = dHidden * (T.One - z) * (T.One - (n * n));
        g1 = g0 * g3 * r * (T.One - r);
        g2 = dHidden * (previous - n) * z * (T.One - z);
        g3 = g0 * r;
        return dHidden * z;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Backward<TPolicy, TVector>(
        ref TVector g0, ref TVector g1, ref TVector g2, ref TVector g3, TVector previous, TVector cell, TVector dHidden, TVector dCell)
        where TPolicy : struct, IVectorPolicy<TVector>
        where TVector : struct
    {
        TVector one = TPolicy.Create(1f);
        TVector n = g0;
        TVector r = g1;
        TVector z = g2;

        // dn', dr', dz', dm
        TVector dPrevious = TPolicy.Multiply(dHidden, z);
        TVector fresh = TPolicy.Subtract(one, z);
        g0 = TPolicy.Multiply(TPolicy.Multiply(dHidden, fresh), TPolicy.Subtract(one, TPolicy.Multiply(n, n)));
        TVector dm = TPolicy.Multiply(g0, r);
        g1 = TPolicy.Multiply(TPolicy.Multiply(dm, g3), TPolicy.Subtract(one, r));
        g2 = TPolicy.Multiply(TPolicy.Multiply(dPrevious, TPolicy.Subtract(previous, n)), fresh);
        g3 = dm;
        return dPrevious;
    }
}
