using System.Runtime.CompilerServices;

namespace Hone.Kernels;

/// <summary>
/// The register form of adaptive maximum pooling: for a register of channels the best values and the places in the window from which they came, counted in
/// float lanes. Windows with more places than a float counts, and channels past the last whole register, go through the plain loop.
/// </summary>
internal static unsafe class AdaptiveMaximumVectors<TPolicy, TVector>
    where TPolicy : struct, IVectorPolicy<TVector>
    where TVector : struct
{
    /// <summary>Whole numbers up to 2^24 are floats.</summary>
    private const int MostPlaces = 1 << 24;

    /// <inheritdoc cref="AdaptiveMaximumPool{T}.Window"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Window(in AdaptivePoolProblem<float> p, int image, int row, int column)
    {
        p.Window(row, column, out int top, out int bottom, out int left, out int right);
        nint width = TPolicy.Width;
        nint channels = p.Channels;
        int columns = right - left;
        float* output = p.OutputPixel(image, row, column);
        int* pixels = p.Pixels == null ? null : p.PixelsOf(image, row, column);
        float* lanes = stackalloc float[16];
        nint c = 0;
        for (; c + width <= channels && (long)(bottom - top) * columns <= MostPlaces; c += width)
        {
            TVector best = TPolicy.Load(p.InputPixel(image, top, left) + c);
            TVector bestPlace = TPolicy.Zero;
            int place = 0;
            for (int y = top; y < bottom; y++)
            {
                float* input = p.InputPixel(image, y, left) + c;
                for (int x = 0; x < columns; x++)
                {
                    TVector value = TPolicy.Load(input);
                    TVector places = TPolicy.Create(place);

                    // NaN differs from itself: a value that is no number wins, unless the best is none already.
                    TVector greater = TPolicy.GreaterThan(value, best);
                    TVector number = TPolicy.Equal(value, value);
                    TVector bestNumber = TPolicy.Equal(best, best);
                    bestPlace = TPolicy.Select(bestNumber, TPolicy.Select(number, TPolicy.Select(greater, places, bestPlace), places), bestPlace);
                    best = TPolicy.Select(bestNumber, TPolicy.Select(number, TPolicy.Select(greater, value, best), value), best);
                    place++;
                    input += channels;
                }
            }

            TPolicy.Store(output + c, best);
            if (pixels != null)
            {
                TPolicy.Store(lanes, bestPlace);
                for (nint lane = 0; lane < width; lane++)
                {
                    (int down, int across) = Math.DivRem((int)lanes[lane], columns);
                    pixels[c + lane] = ((top + down) * p.InWidth) + left + across;
                }
            }
        }

        if (c < channels)
        {
            AdaptiveMaximumPool<float>.Window(p, image, row, column, (int)c);
        }
    }
}
