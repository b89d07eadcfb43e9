using System.Numerics;

namespace Hone.Kernels;

/// <summary>
/// Reduces bags of rows of a matrix. Bag b holds the entries starts[b]..starts[b + 1]-1 of the places; entries at the skipped place
/// count as absent, and a bag without entries gives zeros.
/// </summary>
internal unsafe struct BagLoop<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private int _parts;

    public nint Bags;

    public nint Width;

    /// <summary>Bags + 1 borders.</summary>
    public int* Starts;

    /// <summary>Numbers of rows.</summary>
    public long* Places;

    /// <summary>Place of entries that are left out; -1 for none.</summary>
    public long Skipped;

    /// <summary>x: [rows, width]</summary>
    public T* X;

    /// <summary>y: [bags, width]; for <see cref="RunScales"/> the gradient of the output.</summary>
    public T* Y;

    /// <summary>One factor for each entry; null for 1. <see cref="RunScales"/> writes the factors' gradients here.</summary>
    public T* Scale;

    /// <summary>For each element of y the entry that it came from, -1 for none; for <see cref="RunMax"/> alone.</summary>
    public int* Winners;

    /// <summary>y[b] = sum over the bag of scale * x, divided by the number of entries for a mean.</summary>
    public void RunSum(bool mean) => Run(mean ? &PartMean : &PartSum);

    /// <summary>y[b] = largest element of the bag's rows, column by column; the first wins a tie, NaN wins always.</summary>
    public void RunMax() => Run(&PartMax);

    /// <summary>scale[i] = y[bag of i] . x[places[i]]</summary>
    public void RunScales() => Run(&PartScales);

    private static void PartSum(void* state, int part) => Sum(ref *(BagLoop<T>*)state, part, mean: false);

    private static void PartMean(void* state, int part) => Sum(ref *(BagLoop<T>*)state, part, mean: true);

    private static void Sum(ref BagLoop<T> job, int part, bool mean)
    {
        nint width = job.Width;
        nint last = job.Bags * (part + 1) / job._parts;
        for (nint b = job.Bags * part / job._parts; b < last; b++)
        {
            T* y = job.Y + (b * width);
            new Span<T>(y, (int)width).Clear();
            int entries = 0;
            for (nint i = job.Starts[b]; i < job.Starts[b + 1]; i++)
            {
                if (job.Places[i] != job.Skipped)
                {
                    entries++;
                    ScaledAddLoop<T>.Run((int)width, y, job.X + ((nint)job.Places[i] * width), job.Scale is null ? T.One : job.Scale[i]);
                }
            }

            if (mean && entries > 1)
            {
                T count = T.CreateChecked(entries);
                for (nint k = 0; k < width; k++)
                {
                    y[k] /= count;
                }
            }
        }
    }

    private static void PartMax(void* state, int part)
    {
        ref BagLoop<T> job = ref *(BagLoop<T>*)state;
        nint width = job.Width;
        nint last = job.Bags * (part + 1) / job._parts;
        for (nint b = job.Bags * part / job._parts; b < last; b++)
        {
            T* y = job.Y + (b * width);
            int* winners = job.Winners + (b * width);
            new Span<T>(y, (int)width).Clear();
            new Span<int>(winners, (int)width).Fill(-1);
            for (int i = job.Starts[b]; i < job.Starts[b + 1]; i++)
            {
                if (job.Places[i] == job.Skipped)
                {
                    continue;
                }

                T* x = job.X + ((nint)job.Places[i] * width);
                for (nint k = 0; k < width; k++)
                {
                    if (winners[k] < 0 || x[k] > y[k] || (T.IsNaN(x[k]) && !T.IsNaN(y[k])))
                    {
                        y[k] = x[k];
                        winners[k] = i;
                    }
                }
            }
        }
    }

    private static void PartScales(void* state, int part)
    {
        ref BagLoop<T> job = ref *(BagLoop<T>*)state;
        nint width = job.Width;
        nint last = job.Bags * (part + 1) / job._parts;
        for (nint b = job.Bags * part / job._parts; b < last; b++)
        {
            T* y = job.Y + (b * width);
            for (nint i = job.Starts[b]; i < job.Starts[b + 1]; i++)
            {
                T sum = T.Zero;
                T* x = job.X + ((nint)job.Places[i] * width);
                for (nint k = 0; k < width && job.Places[i] != job.Skipped; k++)
                {
                    sum += y[k] * x[k];
                }

                job.Scale[i] = sum;
            }
        }
    }

    private void Run(delegate*<void*, int, void> body)
    {
        BagLoop<T> job = this;
        job._parts = (int)Math.Min(Bags, Partition.Parts((nint)Starts[Bags] * Width, Partition.ParallelElements / 4));
        WorkerPool.Run(job._parts, body, &job);
    }
}
