using System.Numerics;

namespace Hone.Kernels;

/// <summary>Grid points of affine maps: each row of the output is one line through the input.</summary>
internal static unsafe class AffineGridLoop<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>grid = theta (x, y, 1) for each output pixel. theta: [batch, 2, 3]; grid: [batch, height, width, 2].</summary>
    public static void Forward(T* theta, T* grid, int batch, int height, int width, bool alignCorners)
    {
        var job = new Job { Theta = theta, Grid = grid, Height = height, Width = width, AlignCorners = alignCorners, Rows = batch * height };
        job.Parts = Math.Min(Math.Max(1, job.Rows), Partition.Parts((nint)job.Rows * width * 2, Partition.ParallelElements));
        WorkerPool.Run(job.Parts, &Part, &job);
    }

    /// <summary>dtheta (+)= sum over pixels of dgrid (x, y, 1)^T; in the order of the pixels, one owner for each image.</summary>
    public static void Backward(T* dGrid, T* dTheta, int batch, int height, int width, bool alignCorners, bool accumulate)
    {
        var job = new Job { Theta = dTheta, Grid = dGrid, Height = height, Width = width, AlignCorners = alignCorners, Accumulate = accumulate };
        job.Parts = batch;
        WorkerPool.Run(job.Parts, &ImagePart, &job);
    }

    private static T Coordinate(int index, int size, bool alignCorners)
    {
        // Centers of the pixels: -1..1 from first to last, or between the outer corners. A single aligned pixel lies at 0, as in PyTorch.
        T length = T.CreateTruncating(size);
        T twice = T.CreateTruncating(2 * (long)index);
        return alignCorners
            ? (size > 1 ? (twice / (length - T.One)) - T.One : T.Zero)
            : ((twice + T.One) / length) - T.One;
    }

    private static void Part(void* state, int part)
    {
        ref Job job = ref *(Job*)state;
        int last = (int)((long)job.Rows * (part + 1) / job.Parts);
        for (int row = (int)((long)job.Rows * part / job.Parts); row < last; row++)
        {
            T* theta = job.Theta + ((nint)(row / job.Height) * 6);
            T* grid = job.Grid + ((nint)row * job.Width * 2);
            T y = Coordinate(row % job.Height, job.Height, job.AlignCorners);
            T startX = (theta[1] * y) + theta[2];
            T startY = (theta[4] * y) + theta[5];
            for (int column = 0; column < job.Width; column++)
            {
                T x = Coordinate(column, job.Width, job.AlignCorners);
                grid[2 * column] = (theta[0] * x) + startX;
                grid[(2 * column) + 1] = (theta[3] * x) + startY;
            }
        }
    }

    private static void ImagePart(void* state, int image)
    {
        ref Job job = ref *(Job*)state;
        T* sums = stackalloc T[6];
        new Span<T>(sums, 6).Clear();
        T* grid = job.Grid + ((nint)image * job.Height * job.Width * 2);
        for (int row = 0; row < job.Height; row++)
        {
            T y = Coordinate(row, job.Height, job.AlignCorners);
            for (int column = 0; column < job.Width; column++)
            {
                T x = Coordinate(column, job.Width, job.AlignCorners);
                for (int axis = 0; axis < 2; axis++)
                {
                    T gradient = grid[axis];
                    sums[3 * axis] += gradient * x;
                    sums[(3 * axis) + 1] += gradient * y;
                    sums[(3 * axis) + 2] += gradient;
                }

                grid += 2;
            }
        }

        T* theta = job.Theta + ((nint)image * 6);
        for (int i = 0; i < 6; i++)
        {
            theta[i] = job.Accumulate ? theta[i] + sums[i] : sums[i];
        }
    }

    private struct Job
    {
        public T* Theta;
        public T* Grid;
        public int Height;
        public int Width;
        public int Rows;
        public int Parts;
        public bool AlignCorners;
        public bool Accumulate;
    }
}
