using System.Numerics;

namespace Hone.Kernels;

/// <summary>
/// Means and deviations once more, in double and in two passes, for the few results that <see cref="MomentsLoop{T}"/> cannot give: those of float32 whose squares
/// leave the type, and means of infinite elements, from which it has subtracted one another.
/// </summary>
internal static unsafe class SteadyDeviation<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Deviations of float32 below this have squares of which digits are lost.</summary>
    private const double Smallest = 1e-15;

    /// <param name="outer">Number of blocks.</param>
    /// <param name="size">Elements that fall into one result.</param>
    /// <param name="inner">Results of a block.</param>
    /// <param name="x">[outer][size][inner]</param>
    /// <param name="means">[outer][inner]</param>
    /// <param name="divisor">What sums of squared distances are divided by.</param>
    /// <param name="deviations">[outer][inner]: the roots of the variances; null where only means are wanted.</param>
    public static void Run(int outer, int size, int inner, T* x, T* means, double divisor, T* deviations)
    {
        for (nint block = 0; block < outer; block++)
        {
            for (nint column = 0; column < inner; column++)
            {
                nint result = (block * inner) + column;
                bool isLost = typeof(T) == typeof(float) && deviations != null && !(deviations[result] >= T.CreateTruncating(Smallest) && T.IsFinite(deviations[result]));
                if (size > 0 && (isLost || T.IsNaN(means[result])))
                {
                    T* first = x + (block * size * inner) + column;
                    double mean = Mean(first, size, inner);
                    means[result] = T.CreateTruncating(mean);
                    if (deviations != null)
                    {
                        deviations[result] = T.CreateTruncating(Math.Sqrt(Squares(first, size, inner, mean) / divisor));
                    }
                }
            }
        }
    }

    private static double Mean(T* x, int size, nint stride)
    {
        double sum = 0;
        for (nint i = 0; i < size; i++)
        {
            sum += double.CreateTruncating(x[i * stride]);
        }

        return sum / size;
    }

    private static double Squares(T* x, int size, nint stride, double mean)
    {
        double sum = 0;
        for (nint i = 0; i < size; i++)
        {
            double distance = double.CreateTruncating(x[i * stride]) - mean;
            sum += distance * distance;
        }

        return sum;
    }
}
