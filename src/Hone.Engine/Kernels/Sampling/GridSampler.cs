using System.Numerics;
using System.Runtime.CompilerServices;

namespace Hone.Kernels;

/// <summary>
/// Sampling of channels-last images at grid points: for each output pixel the list of pixels that it reads, with their weights, then one
/// sum over the channels. The gradient of the images is scattered by one owner for each image and range of channels, in the order of the grid, so that
/// it does not depend on threads.
/// </summary>
internal static unsafe class GridSampler<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int MaxTaps = GridAxis<T>.MaxTaps * GridAxis<T>.MaxTaps;
    private const int ChannelBlock = 64;

    /// <summary>y = weighted sum of pixels around each grid point.</summary>
    public static void Forward(ref GridProblem<T> problem) => OverRows(ref problem, &ForwardPart);

    /// <summary>dgrid (+)= slopes of the weights times the products of dy and the pixels.</summary>
    public static void GridBackward(ref GridProblem<T> problem) => OverRows(ref problem, &GridPart);

    /// <summary>dx (+)= weights times dy.</summary>
    public static void ImageBackward(ref GridProblem<T> problem)
    {
        problem.ChannelParts = Math.Max(1, (problem.Channels + ChannelBlock - 1) / ChannelBlock);
        problem.Parts = problem.Batch * problem.ChannelParts;
        fixed (GridProblem<T>* state = &problem)
        {
            WorkerPool.Run(problem.Parts, &ImagePart, state);
        }
    }

    private static void OverRows(ref GridProblem<T> problem, delegate*<void*, int, void> body)
    {
        int rows = problem.Batch * problem.OutHeight;
        nint work = (nint)rows * problem.OutWidth * (problem.Channels + 8);
        problem.Parts = Math.Min(Math.Max(1, rows), Partition.Parts(work, Partition.ParallelElements));
        fixed (GridProblem<T>* state = &problem)
        {
            WorkerPool.Run(problem.Parts, body, state);
        }
    }

    private static void ForwardPart(void* state, int part)
    {
        ref GridProblem<T> p = ref *(GridProblem<T>*)state;
        var columns = new GridAxis<T>(p.InWidth, p);
        var lines = new GridAxis<T>(p.InHeight, p);
        nint* offsets = stackalloc nint[MaxTaps];
        T* weights = stackalloc T[MaxTaps];
        nint rowSize = (nint)p.OutWidth * p.Channels;

        // Pixels of fewer than four channels are read as four lanes where that stays inside the image, and written so where it stays inside the row.
        bool narrow = typeof(T) == typeof(float) && p.Channels < 4;
        nint lastRead = p.ImageSize - 4;
        bool bilinear = CanPair(p);
        for (int row = p.FirstRow(part); row < p.FirstRow(part + 1); row++)
        {
            T* image = p.X + (row / p.OutHeight * p.ImageSize);
            T* y = p.Y + (row * rowSize);
            T* grid = p.Grid + ((nint)row * p.OutWidth * 2);
            for (int column = 0; column < p.OutWidth; column++)
            {
                nint at = (nint)column * p.Channels;
                if (bilinear && TryFour(p, columns, lines, grid + (2 * column), offsets, weights))
                {
                    if (narrow && offsets[3] <= lastRead && at + 4 <= rowSize)
                    {
                        ScatteredRows<T>.FourOfFour((float*)image, offsets, (float*)weights, (float*)(y + at));
                    }
                    else
                    {
                        ScatteredRows<T>.Sum(image, offsets, weights, 4, y + at, p.Channels);
                    }

                    continue;
                }

                int taps = Taps(p, columns, lines, grid + (2 * column), offsets, weights, out nint furthest);
                if (narrow && furthest <= lastRead && at + 4 <= rowSize)
                {
                    ScatteredRows<T>.Four((float*)image, offsets, (float*)weights, taps, (float*)(y + at));
                }
                else
                {
                    ScatteredRows<T>.Sum(image, offsets, weights, taps, y + at, p.Channels);
                }
            }
        }
    }

    private static void ImagePart(void* state, int part)
    {
        ref GridProblem<T> p = ref *(GridProblem<T>*)state;
        var columns = new GridAxis<T>(p.InWidth, p);
        var lines = new GridAxis<T>(p.InHeight, p);
        nint* offsets = stackalloc nint[MaxTaps];
        T* weights = stackalloc T[MaxTaps];
        int image = part / p.ChannelParts;
        int channel = part % p.ChannelParts * ChannelBlock;
        int channels = Math.Min(ChannelBlock, p.Channels - channel);
        T* dx = p.Dx + (image * p.ImageSize) + channel;
        if (!p.Accumulate)
        {
            for (nint pixel = 0; pixel < (nint)p.InHeight * p.InWidth; pixel++)
            {
                new Span<T>(dx + (pixel * p.Channels), channels).Clear();
            }
        }

        bool bilinear = CanPair(p);
        nint points = (nint)p.OutHeight * p.OutWidth;
        T* grid = p.Grid + (image * points * 2);
        T* dy = p.Dy + (image * points * p.Channels) + channel;
        for (nint point = 0; point < points; point++)
        {
            int taps = bilinear && TryFour(p, columns, lines, grid + (2 * point), offsets, weights)
                ? 4
                : Taps(p, columns, lines, grid + (2 * point), offsets, weights, out _);
            T* source = dy + (point * p.Channels);
            for (int t = 0; t < taps; t++)
            {
                if (channels >= 4)
                {
                    ScaledAddLoop<T>.Run(channels, dx + offsets[t], source, weights[t]);
                    continue;
                }

                T* target = dx + offsets[t];
                for (int c = 0; c < channels; c++)
                {
                    target[c] += weights[t] * source[c];
                }
            }
        }
    }

    private static void GridPart(void* state, int part)
    {
        ref GridProblem<T> p = ref *(GridProblem<T>*)state;
        var columns = new GridAxis<T>(p.InWidth, p);
        var lines = new GridAxis<T>(p.InHeight, p);
        int* columnIndex = stackalloc int[GridAxis<T>.MaxTaps];
        int* lineIndex = stackalloc int[GridAxis<T>.MaxTaps];
        T* columnWeight = stackalloc T[GridAxis<T>.MaxTaps];
        T* lineWeight = stackalloc T[GridAxis<T>.MaxTaps];
        T* columnSlope = stackalloc T[GridAxis<T>.MaxTaps];
        T* lineSlope = stackalloc T[GridAxis<T>.MaxTaps];
        nint first = (nint)p.FirstRow(part) * p.OutWidth;
        nint last = (nint)p.FirstRow(part + 1) * p.OutWidth;
        nint points = (nint)p.OutHeight * p.OutWidth;
        for (nint point = first; point < last; point++)
        {
            T* image = p.X + (point / points * p.ImageSize);
            T* dy = p.Dy + (point * p.Channels);
            int across = columns.Locate(p.Grid[2 * point], columnIndex, columnWeight, columnSlope);
            int down = lines.Locate(p.Grid[(2 * point) + 1], lineIndex, lineWeight, lineSlope);
            T dx = T.Zero;
            T dyGrid = T.Zero;
            for (int i = 0; i < down; i++)
            {
                for (int j = 0; j < across; j++)
                {
                    if (lineIndex[i] < 0 || columnIndex[j] < 0)
                    {
                        continue;
                    }

                    T product = ScatteredRows<T>.Dot(image + ((((nint)lineIndex[i] * p.InWidth) + columnIndex[j]) * p.Channels), dy, p.Channels);
                    dx += lineWeight[i] * columnSlope[j] * product;
                    dyGrid += lineSlope[i] * columnWeight[j] * product;
                }
            }

            T* gradient = p.DGrid + (2 * point);
            gradient[0] = p.Accumulate ? gradient[0] + dx : dx;
            gradient[1] = p.Accumulate ? gradient[1] + dyGrid : dyGrid;
        }
    }

    /// <summary>Whether most points have a pair of pixels along each axis.</summary>
    private static bool CanPair(in GridProblem<T> p) => p.Mode == GridSampleMode.Bilinear && p.Padding != GridSamplePadding.Reflection;

    /// <summary>The four pixels around a grid point inside the image, the last of them furthest in memory; false for any other point.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryFour(in GridProblem<T> p, in GridAxis<T> columns, in GridAxis<T> lines, T* point, nint* offsets, T* weights)
    {
        bool isInside = columns.TryLocatePair(point[0], out int left, out int right, out T across);
        isInside &= lines.TryLocatePair(point[1], out int top, out int bottom, out T down);
        nint upper = (nint)top * p.InWidth;
        nint lower = (nint)bottom * p.InWidth;
        offsets[0] = (upper + left) * p.Channels;
        offsets[1] = (upper + right) * p.Channels;
        offsets[2] = (lower + left) * p.Channels;
        offsets[3] = (lower + right) * p.Channels;
        weights[0] = (T.One - down) * (T.One - across);
        weights[1] = (T.One - down) * across;
        weights[2] = down * (T.One - across);
        weights[3] = down * across;
        return isInside;
    }

    /// <summary>The pixels inside the image that one grid point reads; returns their number.</summary>
    private static int Taps(in GridProblem<T> p, in GridAxis<T> columns, in GridAxis<T> lines, T* point, nint* offsets, T* weights, out nint furthest)
    {
        int* columnIndex = stackalloc int[GridAxis<T>.MaxTaps];
        int* lineIndex = stackalloc int[GridAxis<T>.MaxTaps];
        T* columnWeight = stackalloc T[GridAxis<T>.MaxTaps];
        T* lineWeight = stackalloc T[GridAxis<T>.MaxTaps];
        T* slope = stackalloc T[GridAxis<T>.MaxTaps];
        int across = columns.Locate(point[0], columnIndex, columnWeight, slope);
        int down = lines.Locate(point[1], lineIndex, lineWeight, slope);
        int taps = 0;
        furthest = 0;
        for (int i = 0; i < down; i++)
        {
            for (int j = 0; j < across; j++)
            {
                if (lineIndex[i] >= 0 && columnIndex[j] >= 0)
                {
                    offsets[taps] = (((nint)lineIndex[i] * p.InWidth) + columnIndex[j]) * p.Channels;
                    weights[taps] = lineWeight[i] * columnWeight[j];
                    furthest = Math.Max(furthest, offsets[taps]);
                    taps++;
                }
            }
        }

        return taps;
    }
}
