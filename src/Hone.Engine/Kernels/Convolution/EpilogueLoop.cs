using System.Runtime.CompilerServices;

namespace Hone.Kernels;

/// <summary>Applies a <see cref="ConvEpilogue"/> to sums that were just written, while they are in the first-level cache.</summary>
internal static unsafe class EpilogueLoop<TPolicy, TVector>
    where TPolicy : struct, IVectorPolicy<TVector>
    where TVector : struct
{
    /// <summary>One pixel's channels.</summary>
    /// <param name="epilogue">What to do; its bias, scale and shift belong to the first of the channels.</param>
    /// <param name="pixel">First of the sums, which the results replace.</param>
    /// <param name="residual">First of the values to add, or null.</param>
    /// <param name="count">Number of channels.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(in ConvEpilogue epilogue, float* pixel, float* residual, nint count)
    {
        float* bias = epilogue.Bias;
        float* scale = epilogue.Scale;
        float* shift = epilogue.Shift;
        bool relu = epilogue.Relu;
        nint i = 0;
        for (; i + TPolicy.Width <= count; i += TPolicy.Width)
        {
            TVector value = TPolicy.Load(pixel + i);
            if (bias != null)
            {
                value = TPolicy.Add(value, TPolicy.Load(bias + i));
            }

            if (scale != null)
            {
                value = TPolicy.MultiplyAdd(value, TPolicy.Load(scale + i), TPolicy.Load(shift + i));
            }

            if (residual != null)
            {
                value = TPolicy.Add(value, TPolicy.Load(residual + i));
            }

            TPolicy.Store(pixel + i, relu ? Rectifier<TPolicy, TVector>.Apply(value) : value);
        }

        for (; i < count; i++)
        {
            float value = pixel[i];
            if (bias != null)
            {
                value += bias[i];
            }

            if (scale != null)
            {
                value = (value * scale[i]) + shift[i];
            }

            if (residual != null)
            {
                value += residual[i];
            }

            // Written so that NaN passes through.
            pixel[i] = relu && value <= 0 ? 0 : value;
        }
    }
}
