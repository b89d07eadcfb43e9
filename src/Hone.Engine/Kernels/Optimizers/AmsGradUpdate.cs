using System.Numerics;
using System.Runtime.CompilerServices;

namespace Hone.Kernels;

/// <summary><see cref="AdamUpdate"/> with the root of the largest v so far, which the third array of moments keeps: w = max(w, v), and sqrt(w) for sqrt(v).</summary>
/// <param name="Adam">The numbers of the step.</param>
internal readonly record struct AmsGradUpdate(AdamUpdate Adam) : IFlatUpdate
{
    /// <inheritdoc/>
    public unsafe void Plain<T>(nint count, in FlatArrays<T> x)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        T stepSize = T.CreateTruncating(Adam.StepSize);
        T shrink = T.CreateTruncating(Adam.Shrink);
        T l2 = T.CreateTruncating(Adam.L2);
        T beta1 = T.CreateTruncating(Adam.Beta1);
        T beta2 = T.CreateTruncating(Adam.Beta2);
        T share1 = T.CreateTruncating(1 - Adam.Beta1);
        T share2 = T.CreateTruncating(1 - Adam.Beta2);
        T rootScale = T.CreateTruncating(Adam.RootScale);
        T epsilon = T.CreateTruncating(Adam.Epsilon);
        for (nint i = 0; i < count; i++)
        {
            T g = x.G[i] + (l2 * x.P[i]);
            T mean = (beta1 * x.M[i]) + (share1 * g);
            T square = (beta2 * x.V[i]) + (share2 * g * g);
            T largest = T.Max(x.W[i], square);
            T denominator = (T.Sqrt(largest) * rootScale) + epsilon;
            x.M[i] = Subnormals.Flush(mean);
            x.V[i] = Subnormals.Flush(square);
            x.W[i] = largest;
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
        float* w = x.W;
        TVector minusStep = TPolicy.Create((float)-Adam.StepSize);
        TVector shrink = TPolicy.Create((float)Adam.Shrink);
        TVector l2 = TPolicy.Create((float)Adam.L2);
        TVector beta1 = TPolicy.Create((float)Adam.Beta1);
        TVector beta2 = TPolicy.Create((float)Adam.Beta2);
        TVector share1 = TPolicy.Create((float)(1 - Adam.Beta1));
        TVector share2 = TPolicy.Create((float)(1 - Adam.Beta2));
        TVector rootScale = TPolicy.Create((float)Adam.RootScale);
        TVector epsilon = TPolicy.Create((float)Adam.Epsilon);
        nint i = 0;
        nint width = TPolicy.Width;
        for (; i + width <= count; i += width)
        {
            TVector old = TPolicy.Load(p + i);
            TVector g = TPolicy.MultiplyAdd(l2, old, TPolicy.Load(gradient + i));
            TVector mean = TPolicy.MultiplyAdd(beta1, TPolicy.Load(m + i), TPolicy.Multiply(share1, g));
            TVector square = TPolicy.MultiplyAdd(beta2, TPolicy.Load(v + i), TPolicy.Multiply(TPolicy.Multiply(share2, g), g));
            TVector largest = TPolicy.Max(TPolicy.Load(w + i), square);
            TVector denominator = TPolicy.MultiplyAdd(TPolicy.Sqrt(largest), rootScale, epsilon);
            TPolicy.Store(m + i, Subnormals.Flush<TPolicy, TVector>(mean));
            TPolicy.Store(v + i, Subnormals.Flush<TPolicy, TVector>(square));
            TPolicy.Store(w + i, largest);
            TPolicy.Store(p + i, TPolicy.MultiplyAdd(minusStep, TPolicy.Divide(mean, denominator), TPolicy.Multiply(shrink, old)));
        }

        return i;
    }
}
