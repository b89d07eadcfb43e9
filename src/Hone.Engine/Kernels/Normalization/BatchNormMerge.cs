using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Hone.Kernels;

/// <summary>
/// Joins what the parts of a batch normalization pass have summed, channel by channel and in double: four channels at a time where the values are floats. Both forms
/// do the same operations in the same order, so their bits are the same.
/// </summary>
/// <remarks>It runs between two passes while all other threads wait: at small sizes it was a tenth of the operation.</remarks>
internal static unsafe class BatchNormMerge<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int Lanes = 4;

    /// <summary>Mean and sum of squared deviations with one more part (Chan, Golub, LeVeque 1983), which stays free of cancellation.</summary>
    /// <param name="pivots">What the part has subtracted from each value.</param>
    /// <param name="sums">Sums of what is left.</param>
    /// <param name="squares">Sums of its squares.</param>
    /// <param name="channels">Number of channels.</param>
    /// <param name="rows">Values of each channel in the part.</param>
    /// <param name="before">Values of each channel in the parts before.</param>
    /// <param name="means">Means over the parts before; with this one afterwards.</param>
    /// <param name="deviations">Sums of squared deviations, likewise.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddStatistics(T* pivots, T* sums, T* squares, nint channels, double rows, double before, double* means, double* deviations)
    {
        double inverseCount = 1 / rows;
        double share = rows / (before + rows);
        double spread = before * share;
        nint c = 0;
        if (typeof(T) == typeof(float) && Avx.IsSupported)
        {
            for (; c + Lanes <= channels; c += Lanes)
            {
                Vector256<double> sum = Load(sums + c);
                Vector256<double> partMean = sum * inverseCount;
                Vector256<double> mean = Vector256.Load(means + c);
                Vector256<double> delta = Load(pivots + c) + partMean - mean;
                Vector256<double> added = Load(squares + c) - (sum * partMean) + (delta * delta * spread);
                Vector256.Store(Vector256.Load(deviations + c) + added, deviations + c);
                Vector256.Store(mean + (delta * share), means + c);
            }
        }

        for (; c < channels; c++)
        {
            double sum = double.CreateTruncating(sums[c]);
            double partMean = sum * inverseCount;
            double delta = double.CreateTruncating(pivots[c]) + partMean - means[c];
            deviations[c] += double.CreateTruncating(squares[c]) - (sum * partMean) + (delta * delta * spread);
            means[c] += delta * share;
        }
    }

    /// <summary>totals += sums, channel by channel.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddSums(T* sums, nint channels, double* totals)
    {
        nint c = 0;
        if (typeof(T) == typeof(float) && Avx.IsSupported)
        {
            for (; c + Lanes <= channels; c += Lanes)
            {
                Vector256.Store(Vector256.Load(totals + c) + Load(sums + c), totals + c);
            }
        }

        for (; c < channels; c++)
        {
            totals[c] += double.CreateTruncating(sums[c]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Load(T* values) => Avx.ConvertToVector256Double(Vector128.Load((float*)values));
}
