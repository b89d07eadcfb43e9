using System.Numerics;
using System.Runtime.CompilerServices;

namespace Hone.Kernels;

/// <summary>
/// RMSProp:
/// <code>
/// 1. g = gradient + l2 * p
/// 2. v = alpha * v + (1 - alpha) * g^2
/// 3. w = alpha * w + (1 - alpha) * g                      when centered
/// 4. d = g / (sqrt(v - w^2) + epsilon)                    w = 0 unless centered
/// 5. m = momentum * m + d; d = m                          with momentum
/// 6. p = shrink * p - learningRate * d
/// </code>
/// </summary>
/// <param name="LearningRate">Step size.</param>
/// <param name="Shrink">Factor on the parameter before the step: 1 - learning rate * decoupled weight decay.</param>
/// <param name="L2">Weight decay that is added to the gradient instead.</param>
/// <param name="Alpha">Memory of the means.</param>
/// <param name="Momentum">Factor on the old buffer.</param>
/// <param name="Epsilon">Added to the root.</param>
internal readonly record struct RmsPropUpdate(
    double LearningRate,
    double Shrink,
    double L2,
    double Alpha,
    double Momentum,
    double Epsilon) : IFlatUpdate
{
    /// <inheritdoc/>
    public unsafe void Plain<T>(nint count, in FlatArrays<T> x)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        T learningRate = T.CreateTruncating(LearningRate);
        T shrink = T.CreateTruncating(Shrink);
        T l2 = T.CreateTruncating(L2);
        T alpha = T.CreateTruncating(Alpha);
        T share = T.CreateTruncating(1 - Alpha);
        T momentum = T.CreateTruncating(Momentum);
        T epsilon = T.CreateTruncating(Epsilon);
        for (nint i = 0; i < count; i++)
        {
            T g = x.G[i] + (l2 * x.P[i]);
            x.V[i] = Subnormals.Flush((alpha * x.V[i]) + (share * g * g));
            T variance = x.V[i];
            if (x.W is not null)
            {
                x.W[i] = Subnormals.Flush((alpha * x.W[i]) + (share * g));
                variance = T.Max(T.Zero, variance - (x.W[i] * x.W[i]));
            }

            T direction = g / (T.Sqrt(variance) + epsilon);
            if (x.M is not null)
            {
                x.M[i] = Subnormals.Flush((momentum * x.M[i]) + direction);
                direction = x.M[i];
            }

            x.P[i] = (shrink * x.P[i]) - (learningRate * direction);
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
        TVector minusRate = TPolicy.Create((float)-LearningRate);
        TVector shrink = TPolicy.Create((float)Shrink);
        TVector l2 = TPolicy.Create((float)L2);
        TVector alpha = TPolicy.Create((float)Alpha);
        TVector share = TPolicy.Create((float)(1 - Alpha));
        TVector momentum = TPolicy.Create((float)Momentum);
        TVector epsilon = TPolicy.Create((float)Epsilon);
        nint i = 0;
        nint width = TPolicy.Width;
        for (; i + width <= count; i += width)
        {
            TVector old = TPolicy.Load(p + i);
            TVector g = TPolicy.MultiplyAdd(l2, old, TPolicy.Load(gradient + i));
            TVector square = TPolicy.MultiplyAdd(alpha, TPolicy.Load(v + i), TPolicy.Multiply(TPolicy.Multiply(share, g), g));
            square = Subnormals.Flush<TPolicy, TVector>(square);
            TPolicy.Store(v + i, square);
            if (w is not null)
            {
                TVector mean = TPolicy.MultiplyAdd(alpha, TPolicy.Load(w + i), TPolicy.Multiply(share, g));
                mean = Subnormals.Flush<TPolicy, TVector>(mean);
                TPolicy.Store(w + i, mean);
                square = TPolicy.Max(TPolicy.Zero, TPolicy.Subtract(square, TPolicy.Multiply(mean, mean)));
            }

            TVector direction = TPolicy.Divide(g, TPolicy.Add(TPolicy.Sqrt(square), epsilon));
            if (m is not null)
            {
                direction = Subnormals.Flush<TPolicy, TVector>(TPolicy.MultiplyAdd(momentum, TPolicy.Load(m + i), direction));
                TPolicy.Store(m + i, direction);
            }

            TPolicy.Store(p + i, TPolicy.MultiplyAdd(minusRate, direction, TPolicy.Multiply(shrink, old)));
        }

        return i;
    }
}
