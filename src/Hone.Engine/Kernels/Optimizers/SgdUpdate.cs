using System.Numerics;
using System.Runtime.CompilerServices;

namespace Hone.Kernels;

/// <summary>
/// Gradient descent with momentum:
/// <code>
/// 1. g = gradient + l2 * p
/// 2. m = bufferDecay * m + gradientShare * g
/// 3. d = gradientWeight * g + bufferWeight * m
/// 4. p = shrink * p - learningRate * d
/// </code>
/// Without a buffer the direction is g itself.
/// </summary>
/// <param name="LearningRate">Step size.</param>
/// <param name="Shrink">Factor on the parameter before the step: 1 - learning rate * decoupled weight decay.</param>
/// <param name="L2">Weight decay that is added to the gradient instead.</param>
/// <param name="BufferDecay">Factor on the old momentum buffer; 0 in the first step.</param>
/// <param name="GradientShare">Factor on the gradient that enters the buffer: 1 - dampening.</param>
/// <param name="GradientWeight">Share of the gradient itself in the direction: 1 with Nesterov's rule, otherwise 0.</param>
/// <param name="BufferWeight">Share of the buffer in the direction: the momentum with Nesterov's rule, otherwise 1.</param>
internal readonly record struct SgdUpdate(
    double LearningRate,
    double Shrink,
    double L2,
    double BufferDecay,
    double GradientShare,
    double GradientWeight,
    double BufferWeight) : IFlatUpdate
{
    /// <inheritdoc/>
    public unsafe void Plain<T>(nint count, in FlatArrays<T> x)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        T* p = x.P;
        T* m = x.M;
        T learningRate = T.CreateTruncating(LearningRate);
        T shrink = T.CreateTruncating(Shrink);
        T l2 = T.CreateTruncating(L2);
        T bufferDecay = T.CreateTruncating(BufferDecay);
        T gradientShare = T.CreateTruncating(GradientShare);
        T gradientWeight = T.CreateTruncating(GradientWeight);
        T bufferWeight = T.CreateTruncating(BufferWeight);
        for (nint i = 0; i < count; i++)
        {
            T g = x.G[i] + (l2 * p[i]);
            T direction = g;
            if (m is not null)
            {
                m[i] = Subnormals.Flush((bufferDecay * m[i]) + (gradientShare * g));
                direction = (gradientWeight * g) + (bufferWeight * m[i]);
            }

            p[i] = (shrink * p[i]) - (learningRate * direction);
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
        TVector minusRate = TPolicy.Create((float)-LearningRate);
        TVector shrink = TPolicy.Create((float)Shrink);
        TVector l2 = TPolicy.Create((float)L2);
        nint i = 0;
        nint width = TPolicy.Width;
        if (m is null)
        {
            for (; i + width <= count; i += width)
            {
                TVector old = TPolicy.Load(p + i);
                TVector g = TPolicy.MultiplyAdd(l2, old, TPolicy.Load(gradient + i));
                TPolicy.Store(p + i, TPolicy.MultiplyAdd(minusRate, g, TPolicy.Multiply(shrink, old)));
            }

            return i;
        }

        TVector bufferDecay = TPolicy.Create((float)BufferDecay);
        TVector gradientShare = TPolicy.Create((float)GradientShare);
        TVector gradientWeight = TPolicy.Create((float)GradientWeight);
        TVector bufferWeight = TPolicy.Create((float)BufferWeight);
        for (; i + width <= count; i += width)
        {
            TVector old = TPolicy.Load(p + i);
            TVector g = TPolicy.MultiplyAdd(l2, old, TPolicy.Load(gradient + i));
            TVector buffer = TPolicy.MultiplyAdd(bufferDecay, TPolicy.Load(m + i), TPolicy.Multiply(gradientShare, g));
            buffer = Subnormals.Flush<TPolicy, TVector>(buffer);
            TVector direction = TPolicy.MultiplyAdd(gradientWeight, g, TPolicy.Multiply(bufferWeight, buffer));
            TPolicy.Store(m + i, buffer);
            TPolicy.Store(p + i, TPolicy.MultiplyAdd(minusRate, direction, TPolicy.Multiply(shrink, old)));
        }

        return i;
    }
}
