using System.Numerics;
using System.Runtime.CompilerServices;

namespace Hone.Kernels;

/// <summary>
/// Long short-term memory. Blocks: [i | f | g | o], the order of PyTorch's weights.
/// <code>
/// i = sigmoid(i'), f = sigmoid(f'), g = tanh(g'), o = sigmoid(o')
/// c = f c- + i g
/// h = o tanh(c)
/// </code>
/// </summary>
internal readonly struct LstmGates : IRecurrentGates
{
    public static bool HasCell => true;

    public static int RecurrentBlock => 0;

    public static ReadOnlySpan<InputBlock> InputBlocks => s_inputBlocks;

    private static readonly InputBlock[] s_inputBlocks = [new(Weight: 0, Gate: 0, Count: 4)];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Forward<T>(ref T g0, ref T g1, ref T g2, ref T g3, T previous, out T cell)
        where T : IFloatingPointIeee754<T>
    {
        g0 = SigmoidOperator.Apply(g0);
        g1 = SigmoidOperator.Apply(g1);
        g2 = T.Tanh(g2);
        g3 = SigmoidOperator.Apply(g3);
        cell = (g1 * previous) + (g0 * g2);
        return g3 * T.Tanh(cell);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Forward<TPolicy, TVector>(ref TVector g0, ref TVector g1, ref TVector g2, ref TVector g3, TVector previous, out TVector cell)
        where TPolicy : struct, IVectorPolicy<TVector>
        where TVector : struct
    {
        g0 = VectorMath.Sigmoid<TPolicy, TVector>(g0);
        g1 = VectorMath.Sigmoid<TPolicy, TVector>(g1);
        g2 = VectorMath.Tanh<TPolicy, TVector>(g2);
        g3 = VectorMath.Sigmoid<TPolicy, TVector>(g3);
        cell = TPolicy.MultiplyAdd(g1, previous, TPolicy.Multiply(g0, g2));
        return TPolicy.Multiply(g3, VectorMath.Tanh<TPolicy, TVector>(cell));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Backward<T>(ref T g0, ref T g1, ref T g2, ref T g3, T previous, T cell, T dHidden, T dCell)
        where T : IFloatingPointIeee754<T>
    {
        T i = g0;
        T f = g1;
        T g = g2;
        T o = g3;
        T tanh = T.Tanh(cell);

        // 1. dc: from later steps, and through h = o tanh(c)
        T dc = dCell + (dHidden * o * (T.One - (tanh * tanh)));

        // 2. di', df', dg', do'
        g0 = dc * g * i * (T.One - i);
        g1 = dc * previous * f * (T.One - f);
        g2 = dc * i * (T.One - (g * g));
        g3 = dHidden * tanh * o * (T.One - o);
        return dc * f;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Backward<TPolicy, TVector>(
        ref TVector g0, ref TVector g1, ref TVector g2, ref TVector g3, TVector previous, TVector cell, TVector dHidden, TVector dCell)
        where TPolicy : struct, IVectorPolicy<TVector>
        where TVector : struct
    {
        TVector one = TPolicy.Create(1f);
        TVector i = g0;
        TVector f = g1;
        TVector g = g2;
        TVector o = g3;
        TVector tanh = VectorMath.Tanh<TPolicy, TVector>(cell);

        // 1. dc: from later steps, and through h = o tanh(c)
        TVector dho = TPolicy.Multiply(dHidden, o);
        TVector dc = TPolicy.MultiplyAdd(dho, TPolicy.Subtract(one, TPolicy.Multiply(tanh, tanh)), dCell);

        // 2. di', df', dg', do'
        TVector dci = TPolicy.Multiply(dc, i);
        TVector dcf = TPolicy.Multiply(dc, f);
        g0 = TPolicy.Multiply(TPolicy.Multiply(dci, g), TPolicy.Subtract(one, i));
        g1 = TPolicy.Multiply(TPolicy.Multiply(dcf, previous), TPolicy.Subtract(one, f));
        g2 = TPolicy.Multiply(dci, TPolicy.Subtract(one, TPolicy.Multiply(g, g)));
        g3 = TPolicy.Multiply(TPolicy.Multiply(dho, tanh), TPolicy.Subtract(one, o));
        return dcf;
    }
}
