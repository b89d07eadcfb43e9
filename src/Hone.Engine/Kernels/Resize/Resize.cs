using System.Numerics;
using Hone.Memory;

namespace Hone.Kernels;

/// <summary>
/// Separable resize of channels-last images. Each output row is first a weighted sum of whole input rows, one long loop, and then each of
/// its pixels a weighted sum of pixels of that row. Backward is the same with transposed tables, so that every gradient is gathered.
/// </summary>
internal static unsafe class Resize<T>
    where T : unmanaged, INumber<T>
{
    /// <summary>y (+)= rows x columns^T, image by image and channel by channel.</summary>
    public static void Run(ref ResizeProblem<T> problem)
    {
        int rows = problem.Batch * problem.OutHeight;
        nint elements = (nint)rows * Math.Max(problem.InWidth, problem.OutWidth) * problem.Channels;
        problem.Parts = Math.Min(Math.Max(1, rows), Partition.Parts(elements, Partition.ParallelElements));
        fixed (ResizeProblem<T>* state = &problem)
        {
            WorkerPool.Run(problem.Parts, &Part, state);
        }
    }

    private static void Part(void* state, int part)
    {
        ref ResizeProblem<T> p = ref *(ResizeProblem<T>*)state;
        nint inRow = (nint)p.InWidth * p.Channels;
        nint outRow = (nint)p.OutWidth * p.Channels;
        bool narrow = typeof(T) == typeof(float) && p.Channels < WeightedRows<T>.Overhang;
        nint room = inRow + outRow + (2 * WeightedRows<T>.Overhang);
        T* summed = (T*)Scratch.Bytes(ScratchSlot.ResizeRows, room * sizeof(T));
        T* narrowRow = summed + inRow + WeightedRows<T>.Overhang;
        T one = T.One;
        for (int row = p.FirstRow(part); row < p.FirstRow(part + 1); row++)
        {
            int line = row % p.OutHeight;
            T* y = p.Y + (row * outRow);
            T* source = p.X + ((((nint)(row / p.OutHeight) * p.InHeight) + p.RowFirst[line]) * inRow);
            T* weights = p.RowWeights + p.RowOffset[line];
            int taps = p.RowOffset[line + 1] - p.RowOffset[line];

            // 1. Rows. A single row of weight 1 is read where it lies.
            if (taps != 1 || *weights != one || narrow)
            {
                WeightedRows<T>.Sum(source, inRow, weights, taps, summed, inRow, accumulate: false);
                source = summed;
            }

            // 2. Pixels.
            if (narrow)
            {
                new Span<T>(summed + inRow, WeightedRows<T>.Overhang).Clear();
                WeightedRows<T>.Narrow((float*)source, p.Channels, p.ColumnFirst, p.ColumnOffset, (float*)p.ColumnWeights, (float*)narrowRow, p.OutWidth);
                WeightedRows<T>.Sum(narrowRow, 0, &one, 1, y, outRow, p.Accumulate);
                continue;
            }

            for (int column = 0; column < p.OutWidth; column++)
            {
                int offset = p.ColumnOffset[column];
                WeightedRows<T>.Sum(
                    source + ((nint)p.ColumnFirst[column] * p.Channels),
                    p.Channels,
                    p.ColumnWeights + offset,
                    p.ColumnOffset[column + 1] - offset,
                    y + ((nint)column * p.Channels),
                    p.Channels,
                    p.Accumulate);
            }
        }
    }
}
