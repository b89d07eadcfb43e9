using System.Runtime.CompilerServices;

namespace Hone.Kernels;

/// <summary>The register form of <see cref="PairLossLoop{T, TLoss}"/>: one lane an element, the plain loop for the last ones.</summary>
internal static unsafe class PairLossVectors<TPolicy, TVector, TLoss>
    where TPolicy : struct, IVectorPolicy<TVector>
    where TVector : struct
    where TLoss : struct, IPairLoss
{
    /// <summary>Writes the losses from start to end, or returns their sum.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Values(in PairLossProblem<float> p, nint start, nint end)
    {
        TVector constantA = TPolicy.Create(p.A);
        TVector constantB = TPolicy.Create(p.B);
        float* x = p.X;
        float* target = p.Target;
        float* arrayA = p.ArrayA;
        float* arrayB = p.ArrayB;
        float* losses = p.Losses;
        TVector sum = TPolicy.Zero;
        nint i = start;
        for (; i + TPolicy.Width <= end; i += TPolicy.Width)
        {
            TVector a = arrayA == null ? constantA : TPolicy.Load(arrayA + i);
            TVector b = arrayB == null ? constantB : TPolicy.Load(arrayB + i);
            TVector loss = TLoss.Value<TPolicy, TVector>(TPolicy.Load(x + i), TPolicy.Load(target + i), a, b);
            if (losses != null)
            {
                TPolicy.Store(losses + i, loss);
            }
            else
            {
                sum = TPolicy.Add(sum, loss);
            }
        }

        return TPolicy.Sum(sum) + PairLossLoop<float, TLoss>.PlainValues(p, i, end);
    }

    /// <summary>Writes the gradients that are wanted from start to end.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Slopes(in PairLossProblem<float> p, nint start, nint end)
    {
        TVector constantA = TPolicy.Create(p.A);
        TVector constantB = TPolicy.Create(p.B);
        TVector constantScale = TPolicy.Create(p.Scale);
        float* arrayA = p.ArrayA;
        float* arrayB = p.ArrayB;
        float* scales = p.Scales;
        float* dx = p.Dx;
        float* dTarget = p.DTarget;
        nint i = start;
        for (; i + TPolicy.Width <= end; i += TPolicy.Width)
        {
            TVector x = TPolicy.Load(p.X + i);
            TVector t = TPolicy.Load(p.Target + i);
            TVector a = arrayA == null ? constantA : TPolicy.Load(arrayA + i);
            TVector b = arrayB == null ? constantB : TPolicy.Load(arrayB + i);
            TVector scale = scales == null ? constantScale : TPolicy.Load(scales + i);
            if (dx != null)
            {
                TPolicy.Store(dx + i, TPolicy.Multiply(scale, TLoss.Slope<TPolicy, TVector>(x, t, a, b)));
            }

            if (dTarget != null)
            {
                TPolicy.Store(dTarget + i, TPolicy.Multiply(scale, TLoss.TargetSlope<TPolicy, TVector>(x, t, a, b)));
            }
        }

        PairLossLoop<float, TLoss>.PlainSlopes(p, i, end);
    }
}
