using System.Runtime.CompilerServices;
using Hone.Memory;

namespace Hone.Kernels;

/// <summary>Works out which taps reach which output pixel; the answer is the same for every image.</summary>
internal static unsafe class BatchTaps
{
    /// <summary>Fills the tables of lines and column runs.</summary>
    public static void FillTables(ref BatchJob job)
    {
        ref readonly DirectProblem problem = ref job.Problem;
        int kernelHeight = problem.Vertical.Taps;
        int kernelWidth = problem.Horizontal.Taps;
        nint lineBytes = (nint)problem.OutHeight * kernelHeight * sizeof(nint);
        nint runBytes = (nint)problem.OutWidth * kernelWidth * sizeof(BatchRun);
        nint countBytes = (nint)problem.OutWidth * sizeof(int);
        byte* block = Scratch.Bytes(ScratchSlot.ConvOffsets, lineBytes + runBytes + countBytes);
        job.LineOffsets = (nint*)block;
        job.Runs = (BatchRun*)(block + lineBytes);
        job.RunCounts = (int*)(block + lineBytes + runBytes);
        for (int i = 0; i < problem.OutHeight * kernelHeight; i++)
        {
            int source = problem.Vertical.Source(i / kernelHeight, i % kernelHeight);
            job.LineOffsets[i] = source < 0 ? -1 : source * problem.InWidth * problem.InPixelStride;
        }

        // Taps join where the next one reads the next pixel and no other group's channels lie between.
        bool dense = problem.InPixelStride == problem.InChannels;
        for (int x = 0; x < problem.OutWidth; x++)
        {
            BatchRun* runs = job.Runs + (x * kernelWidth);
            int count = 0;
            int expected = -1;
            for (int tap = 0; tap < kernelWidth; tap++)
            {
                int source = problem.Horizontal.Source(x, tap);
                if (source >= 0 && source == expected)
                {
                    runs[count - 1].Count++;
                }
                else if (source >= 0)
                {
                    runs[count].FirstTap = tap;
                    runs[count].Count = 1;
                    runs[count].ColumnOffset = source * problem.InPixelStride;
                    count++;
                }

                expected = dense && source >= 0 ? source + 1 : -1;
            }

            job.RunCounts[x] = count;
        }
    }

    /// <summary>Writes the taps of output pixels first..first+count-1; <paramref name="taps"/> has room for all taps of each.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Build(in BatchJob job, int first, int count, BatchPosition* positions, BatchTap* taps)
    {
        int kernelHeight = job.Problem.Vertical.Taps;
        int kernelWidth = job.Problem.Horizontal.Taps;
        int channels = job.Problem.InChannels;
        int width = job.Problem.OutWidth;
        for (int i = 0; i < count; i++)
        {
            int y = (first + i) / width;
            int x = (first + i) % width;
            nint* lines = job.LineOffsets + ((nint)y * kernelHeight);
            BatchRun* runs = job.Runs + ((nint)x * kernelWidth);
            int runCount = job.RunCounts[x];
            BatchTap* begin = taps;
            for (int a = 0; a < kernelHeight; a++)
            {
                if (lines[a] < 0)
                {
                    continue;
                }

                for (int run = 0; run < runCount; run++)
                {
                    taps->InputOffset = lines[a] + runs[run].ColumnOffset;
                    taps->WeightOffset = (nint)((a * kernelWidth) + runs[run].FirstTap) * channels * ConvShape.PanelWidth;
                    taps->Depth = runs[run].Count * channels;
                    taps++;
                }
            }

            positions[i].OutputOffset = (first + i) * job.Problem.OutPixelStride;
            positions[i].Taps = begin;
            positions[i].TapCount = (int)(taps - begin);
        }
    }
}
