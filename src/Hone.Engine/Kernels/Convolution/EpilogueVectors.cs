using System.Runtime.CompilerServices;

namespace Hone.Kernels;

/// <summary>A <see cref="ConvEpilogue"/> for sums that are still in a register.</summary>
internal static unsafe class EpilogueVectors<TPolicy, TVector>
    where TPolicy : struct, IVectorPolicy<TVector>
    where TVector : struct
{
    /// <summary>y = (sum + bias) * scale + shift (+ residual), then max(y, 0) if asked for; without factor where <paramref name="scale"/> is null.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Write(float* y, TVector sum, TVector bias, float* scale, float* shift, float* residual, bool relu)
    {
        TVector value = TPolicy.Add(sum, bias);
        if (scale != null)
        {
            value = TPolicy.MultiplyAdd(value, TPolicy.Load(scale), TPolicy.Load(shift));
        }

        if (residual != null)
        {
            value = TPolicy.Add(value, TPolicy.Load(residual));
        }

        TPolicy.Store(y, relu ? Rectifier<TPolicy, TVector>.Apply(value) : value);
    }
}
