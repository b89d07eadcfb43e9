using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Hone.Kernels;

/// <summary>One time step of one sequence: the loops over its hidden units, each unit read and written once.</summary>
internal static unsafe class RecurrentRow<T, TGates>
    where T : unmanaged, IFloatingPointIeee754<T>
    where TGates : struct, IRecurrentGates
{
    /// <summary>One step forward of the units of one sequence.</summary>
    /// <param name="hidden">Number of units.</param>
    /// <param name="gates">[4 hidden]: sums in, what backward needs out.</param>
    /// <param name="bias">[4 hidden]</param>
    /// <param name="previous">State of the step before.</param>
    /// <param name="cell">The new cell.</param>
    /// <param name="output">The new hidden state.</param>
    public static void Forward(nint hidden, T* gates, T* bias, T* previous, T* cell, T* output)
    {
        nint done = 0;
        if (typeof(T) == typeof(float))
        {
            if (Vector512.IsHardwareAccelerated)
            {
                done = ForwardVectors<Policy512, Vector512<float>>(hidden, (float*)gates, (float*)bias, (float*)previous, (float*)cell, (float*)output);
            }
            else if (Vector256.IsHardwareAccelerated)
            {
                done = ForwardVectors<Policy256, Vector256<float>>(hidden, (float*)gates, (float*)bias, (float*)previous, (float*)cell, (float*)output);
            }
            else if (Vector128.IsHardwareAccelerated)
            {
                done = ForwardVectors<Policy128, Vector128<float>>(hidden, (float*)gates, (float*)bias, (float*)previous, (float*)cell, (float*)output);
            }
        }

        ForwardPlain(done, hidden, gates, bias, previous, cell, output);
    }

    /// <summary>The loop that the register form must equal, from a unit on.</summary>
    public static void ForwardPlain(nint first, nint hidden, T* gates, T* bias, T* previous, T* cell, T* output)
    {
        for (nint j = first; j < hidden; j++)
        {
            T g0 = gates[j] + bias[j];
            T g1 = gates[j + hidden] + bias[j + hidden];
            T g2 = gates[j + (2 * hidden)] + bias[j + (2 * hidden)];
            T g3 = gates[j + (3 * hidden)] + bias[j + (3 * hidden)];
            T h = TGates.Forward(ref g0, ref g1, ref g2, ref g3, previous[j], out T c);
            gates[j] = g0;
            gates[j + hidden] = g1;
            gates[j + (2 * hidden)] = g2;
            gates[j + (3 * hidden)] = g3;
            cell[j] = c;
            output[j] = h;
        }
    }

    /// <summary>One step backward of the units of one sequence.</summary>
    /// <param name="hidden">Number of units.</param>
    /// <param name="gates">[4 hidden]: what forward left in, the gradients of the sums out.</param>
    /// <param name="previous">State of the step before.</param>
    /// <param name="cell">The cell.</param>
    /// <param name="dOutput">Gradient of the output.</param>
    /// <param name="dHidden">Gradient of the hidden state from later steps.</param>
    /// <param name="dCell">Gradient of the cell from later steps.</param>
    /// <param name="dPrevious">Gradient of the state of the step before; may be the memory of dHidden or dCell.</param>
    public static void Backward(nint hidden, T* gates, T* previous, T* cell, T* dOutput, T* dHidden, T* dCell, T* dPrevious)
    {
        nint done = 0;
        if (typeof(T) == typeof(float))
        {
            if (Vector512.IsHardwareAccelerated)
            {
                done = BackwardVectors<Policy512, Vector512<float>>(
                    hidden, (float*)gates, (float*)previous, (float*)cell, (float*)dOutput, (float*)dHidden, (float*)dCell, (float*)dPrevious);
            }
            else if (Vector256.IsHardwareAccelerated)
            {
                done = BackwardVectors<Policy256, Vector256<float>>(
                    hidden, (float*)gates, (float*)previous, (float*)cell, (float*)dOutput, (float*)dHidden, (float*)dCell, (float*)dPrevious);
            }
            else if (Vector128.IsHardwareAccelerated)
            {
                done = BackwardVectors<Policy128, Vector128<float>>(
                    hidden, (float*)gates, (float*)previous, (float*)cell, (float*)dOutput, (float*)dHidden, (float*)dCell, (float*)dPrevious);
            }
        }

        BackwardPlain(done, hidden, gates, previous, cell, dOutput, dHidden, dCell, dPrevious);
    }

    /// <summary>The loop that the register form must equal, from a unit on.</summary>
    public static void BackwardPlain(nint first, nint hidden, T* gates, T* previous, T* cell, T* dOutput, T* dHidden, T* dCell, T* dPrevious)
    {
        for (nint j = first; j < hidden; j++)
        {
            T g0 = gates[j];
            T g1 = gates[j + hidden];
            T g2 = gates[j + (2 * hidden)];
            T g3 = gates[j + (3 * hidden)];
            dPrevious[j] = TGates.Backward(ref g0, ref g1, ref g2, ref g3, previous[j], cell[j], dOutput[j] + dHidden[j], dCell[j]);
            gates[j] = g0;
            gates[j + hidden] = g1;
            gates[j + (2 * hidden)] = g2;
            gates[j + (3 * hidden)] = g3;
        }
    }

    /// <summary>Whole registers; returns how many units are done.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static nint ForwardVectors<TPolicy, TVector>(nint hidden, float* gates, float* bias, float* previous, float* cell, float* output)
        where TPolicy : struct, IVectorPolicy<TVector>
        where TVector : struct
    {
        nint j = 0;
        nint width = TPolicy.Width;
        for (; j + width <= hidden; j += width)
        {
            float* g = gates + j;
            float* b = bias + j;
            TVector g0 = TPolicy.Add(TPolicy.Load(g), TPolicy.Load(b));
            TVector g1 = TPolicy.Add(TPolicy.Load(g + hidden), TPolicy.Load(b + hidden));
            TVector g2 = TPolicy.Add(TPolicy.Load(g + (2 * hidden)), TPolicy.Load(b + (2 * hidden)));
            TVector g3 = TPolicy.Add(TPolicy.Load(g + (3 * hidden)), TPolicy.Load(b + (3 * hidden)));
            TVector h = TGates.Forward<TPolicy, TVector>(ref g0, ref g1, ref g2, ref g3, TPolicy.Load(previous + j), out TVector c);
            TPolicy.Store(g, g0);
            TPolicy.Store(g + hidden, g1);
            TPolicy.Store(g + (2 * hidden), g2);
            TPolicy.Store(g + (3 * hidden), g3);
            TPolicy.Store(cell + j, c);
            TPolicy.Store(output + j, h);
        }

        return j;
    }

    /// <summary>Whole registers; returns how many units are done.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static nint BackwardVectors<TPolicy, TVector>(
        nint hidden, float* gates, float* previous, float* cell, float* dOutput, float* dHidden, float* dCell, float* dPrevious)
        where TPolicy : struct, IVectorPolicy<TVector>
        where TVector : struct
    {
        nint j = 0;
        nint width = TPolicy.Width;
        for (; j + width <= hidden; j += width)
        {
            float* g = gates + j;
            TVector g0 = TPolicy.Load(g);
            TVector g1 = TPolicy.Load(g + hidden);
            TVector g2 = TPolicy.Load(g + (2 * hidden));
            TVector g3 = TPolicy.Load(g + (3 * hidden));
            TVector dh = TPolicy.Add(TPolicy.Load(dOutput + j), TPolicy.Load(dHidden + j));
            TVector dp = TGates.Backward<TPolicy, TVector>(
                ref g0, ref g1, ref g2, ref g3, TPolicy.Load(previous + j), TPolicy.Load(cell + j), dh, TPolicy.Load(dCell + j));
            TPolicy.Store(dPrevious + j, dp);
            TPolicy.Store(g, g0);
            TPolicy.Store(g + hidden, g1);
            TPolicy.Store(g + (2 * hidden), g2);
            TPolicy.Store(g + (3 * hidden), g3);
        }

        return j;
    }
}
