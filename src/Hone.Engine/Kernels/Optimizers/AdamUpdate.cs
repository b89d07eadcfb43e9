using System.Numerics;
using System.Runtime.CompilerServices;

namespace Hone.Kernels;

/// <summary>
/// Adam and its relatives:
/// <code>
/// 1. g = gradient + l2 * p
/// 2. m = beta1 * m + (1 - beta1) * g
/// 3. v = beta2 * v + (1 - beta2) * g^2
/// 4. p = shrink * p - stepSize * m / (sqrt(v) * rootScale + epsilon)
/// </code>
/// Moments below the smallest normal number are kept as zero (<see cref="Subnormals"/>).
/// With beta1 = beta2 = 1 the moments stay and only step 4 happens; with root scale 0 and epsilon 1 the step is stepSize * m.
/// </summary>
/// <param name="StepSize">Learning rate / (1 - beta1^step).</param>
/// <param name="Shrink">Factor on the parameter before the step: 1 - learning rate * decoupled weight decay.</param>
/// <param name="L2">Weight decay that is added to the gradient instead.</param>
/// <param name="Beta1">Factor on the old mean of gradients.</param>
/// <param name="Beta2">Factor on the old mean of squared gradients.</param>
/// <param name="RootScale">1 / sqrt(1 - beta2^step).</param>
/// <param name="Epsilon">Added to the root, after the correction of bias.</param>
internal readonly record struct AdamUpdate(
    double StepSize,
    double Shrink,
    double L2,
    double Beta1,
    double Beta2,
    double RootScale,
    double Epsilon) : IFlatUpdate
{
    /// <inheritdoc/>
    public unsafe void Plain<T>(nint count, in FlatArrays<T> x)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        T* p = x.P;
        T* m = x.M;
        T* v = x.V;
        T stepSize = T.CreateTruncating(StepSize);
        T shrink = T.CreateTruncating(Shrink);
        T l2 = T.CreateTruncating(L2);
        T beta1 = T.CreateTruncating(Beta1);
        T beta2 = T.CreateTruncating(Beta2);
        T share1 = T.CreateTruncating(1 - Beta1);
        T share2 = T.CreateTruncating(1 - Beta2);
        T rootScale = T.CreateTruncating(RootScale);
        T epsilon = T.CreateTruncating(Epsilon);
        for (nint i = 0; i < count; i++)
        {
            T g = x.G[i] + (l2 * p[i]);
            T mean = (beta1 * m[i]) + (share1 * g);
            T square = (beta2 * v[i]) + (share2 * g * g);
            T denominator = (T.Sqrt(square) * rootScale) + epsilon;
            m[i] = Subnormals.Flush(mean);
            v[i] = Subnormals.Flush(square);
            p[i] = (shrink * p[i]) - (stepSize * (mean / denominator));
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
        TVector minusStep = TPolicy.Create((float)-StepSize);
        TVector shrink = TPolicy.Create((float)Shrink);
        TVector l2 = TPolicy.Create((float)L2);
        TVector beta1 = TPolicy.Create((float)Beta1);
        TVector beta2 = TPolicy.Create((float)Beta2);
        TVector share1 = TPolicy.Create((float)(1 - Beta1));
        TVector share2 = TPolicy.Create((float)(1 - Beta2));
        TVector rootScale = TPolicy.Create((float)RootScale);
        TVector epsilon = TPolicy.Create((float)Epsilon);
        nint i = 0;
        nint width = TPolicy.Width;
        for (; i + width <= count; i += width)
        {
            TVector old = TPolicy.Load(p + i);
            TVector g = TPolicy.MultiplyAdd(l2, old, TPolicy.Load(gradient + i));
            TVector mean = TPolicy.MultiplyAdd(beta1, TPolicy.Load(m + i), TPolicy.Multiply(share1, g));
            TVector square = TPolicy.MultiplyAdd(beta2, TPolicy.Load(v + i), TPolicy.Multiply(TPolicy.Multiply(share2, g), g));
            TVector denominator = TPolicy.MultiplyAdd(TPolicy.Sqrt(square), rootScale, epsilon);
            TPolicy.Store(m + i, Subnormals.Flush<TPolicy, TVector>(mean));
            TPolicy.Store(v + i, Subnormals.Flush<TPolicy, TVector>(square));
            TPolicy.Store(p + i, TPolicy.MultiplyAdd(minusStep, TPolicy.Divide(mean, denominator), TPolicy.Multiply(shrink, old)));
        }

        return i;
    }
}
