namespace Hone.Kernels;

/// <summary>
/// Moves between the channels of a pixel and a block of r by r pixels, both channels-last: channel c r^2 + i r + j of a deep pixel is channel c of pixel (i, j) of its
/// block. A deep pixel stays in the nearest cache while its numbers are picked out; threads take rows of deep pixels.
/// </summary>
/// <typeparam name="T">An unsigned integer of the size of an element: numbers are moved, not read.</typeparam>
internal static unsafe class PixelBlocks<T>
    where T : unmanaged
{
    /// <param name="deep">[batch, height, width, channels r^2]</param>
    /// <param name="wide">[batch, height r, width r, channels]</param>
    /// <param name="widePixel">Elements from one wide pixel to the next: its channels, or more where they are some of a tensor's channels.</param>
    /// <param name="rows">batch * height.</param>
    /// <param name="width">Deep pixels in a row.</param>
    /// <param name="channels">Channels of a wide pixel.</param>
    /// <param name="factor">r.</param>
    /// <param name="gathers">Whether blocks are gathered into channels; otherwise channels are spread over blocks.</param>
    public static void Run(T* deep, T* wide, nint widePixel, int rows, int width, int channels, int factor, bool gathers)
    {
        nint line = (nint)width * channels * factor * factor;
        var job = new Job { Deep = deep, Wide = wide, WidePixel = widePixel, Rows = rows, Line = line, Width = width, Channels = channels, Factor = factor, Gathers = gathers };
        job.Parts = Math.Min(Math.Max(1, rows), Partition.Parts(rows * line, Partition.ParallelElements));
        WorkerPool.Run(job.Parts, &Part, &job);
    }

    private static void Part(void* state, int part)
    {
        ref Job job = ref *(Job*)state;
        nint last = (nint)job.Rows * (part + 1) / job.Parts;
        nint block = job.Factor * job.WidePixel;
        nint wideLines = job.Factor * job.Width * block;
        for (nint row = (nint)job.Rows * part / job.Parts; row < last; row++)
        {
            // A row of deep pixels is r rows of wide ones.
            T* deep = job.Deep + (row * job.Line);
            T* wide = job.Wide + (row * wideLines);
            for (int column = 0; column < job.Width; column++)
            {
                Pixel(deep, wide + (column * block), job);
                deep += (nint)job.Channels * job.Factor * job.Factor;
            }
        }
    }

    private static void Pixel(T* deep, T* block, in Job job)
    {
        nint channels = job.Channels;
        nint factor = job.Factor;
        nint area = factor * factor;
        nint wideLine = job.Width * factor * job.WidePixel;
        for (nint k = 0; k < area; k++)
        {
            (nint down, nint across) = Math.DivRem(k, factor);
            T* wide = block + (down * wideLine) + (across * job.WidePixel);
            T* from = deep + k;
            if (job.Gathers)
            {
                for (nint c = 0; c < channels; c++)
                {
                    from[c * area] = wide[c];
                }
            }
            else
            {
                for (nint c = 0; c < channels; c++)
                {
                    wide[c] = from[c * area];
                }
            }
        }
    }

    private struct Job
    {
        public T* Deep;
        public T* Wide;
        public nint WidePixel;
        public int Rows;
        public nint Line;
        public int Width;
        public int Channels;
        public int Factor;
        public bool Gathers;
        public int Parts;
    }
}
