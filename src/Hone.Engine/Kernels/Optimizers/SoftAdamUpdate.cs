using System.Numerics;
using System.Runtime.CompilerServices;

namespace Hone.Kernels;

/// <summary>
/// <see cref="AdamUpdate"/> with a denominator d that is softened to ln(1 + e^(beta * d)) / beta, which keeps it above ln(2) / beta:
/// steps stay moderate where the mean square is tiny.
/// </summary>
/// <param name="Adam">The numbers of the step; its L2 decay is not used.</param>
/// <param name="Beta">Sharpness of the softening.</param>
internal readonly record struct SoftAdamUpdate(AdamUpdate Adam, double Beta) : IFlatUpdate
{
    /// <inheritdoc/>
    public unsafe void Plain<T>(nint count, in FlatArrays<T> x)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        T stepSize = T.CreateTruncating(Adam.StepSize);
        T shrink = T.CreateTruncating(Adam.Shrink);
        T beta1 = T.CreateTruncating(Adam.Beta1);
        T beta2 = T.CreateTruncating(Adam.Beta2);
        T share1 = T.CreateTruncating(1 - Adam.Beta1);
        T share2 = T.CreateTruncating(1 - Adam.Beta2);
        T rootScale = T.CreateTruncating(Adam.RootScale);
        T epsilon = T.CreateTruncating(Adam.Epsilon);
        T beta = T.CreateTruncating(Beta);
        for (nint i = 0; i < count; i++)
        {
            T g = x.G[i];
            T mean = (beta1 * x.M[i]) + (share1 * g);
            T square = (beta2 * x.V[i]) + (share2 * g * g);
            T denominator = SoftplusOperator.Apply(beta * ((T.Sqrt(square) * rootScale) + epsilon)) / beta;
            x.M[i] = Subnormals.Flush(mean);
            x.V[i] = Subnormals.Flush(square);
            x.P[i] = (shrink * x.P[i]) - (stepSize * (mean / denominator));
        }
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public unsafe nint Vectors<TPolicy, TVector>(nint count, in FlatArrays<float> x)
        where TPolicy : struct, IVectorPolicy<TVector>
        where TVector : struct
    {
        float* p = x.P;
        float* gradient = x.G;
        float* m = x.M;
        float* v = x.V;
        TVector minusStep = TPolicy.Create((float)-Adam.StepSize);
        TVector shrink = TPolicy.Create((float)Adam.Shrink);
        TVector beta1 = TPolicy.Create((float)Adam.Beta1);
        TVector beta2 = TPolicy.Create((float)Adam.Beta2);
        TVector share1 = TPolicy.Create((float)(1 - Adam.Beta1));
        TVector share2 = TPolicy.Create((float)(1 - Adam.Beta2));
        TVector rootScale = TPolicy.Create((float)Adam.RootScale);
        TVector epsilon = TPolicy.Create((float)Adam.Epsilon);
        TVector beta = TPolicy.Create((float)Beta);
        nint i = 0;
        nint width = TPolicy.Width;
        for (; i + width <= count; i += width)
        {
            TVector g = TPolicy.Load(gradient + i);
            TVector mean = TPolicy.MultiplyAdd(beta1, TPolicy.Load(m + i), TPolicy.Multiply(share1, g));
            TVector square = TPolicy.MultiplyAdd(beta2, TPolicy.Load(v + i), TPolicy.Multiply(TPolicy.Multiply(share2, g), g));
            TVector hard = TPolicy.MultiplyAdd(TPolicy.Sqrt(square), rootScale, epsilon);
            TVector soft = TPolicy.Divide(SoftplusOperator.Apply<TPolicy, TVector>(TPolicy.Multiply(beta, hard)), beta);
            TPolicy.Store(m + i, Subnormals.Flush<TPolicy, TVector>(mean));
            TPolicy.Store(v + i, Subnormals.Flush<TPolicy, TVector>(square));
            TPolicy.Store(p + i, TPolicy.MultiplyAdd(minusStep, TPolicy.Divide(mean, soft), TPolicy.Multiply(shrink, TPolicy.Load(p + i))));
        }

        return i;
    }
}
