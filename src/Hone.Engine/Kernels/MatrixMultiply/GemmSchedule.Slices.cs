using System.Runtime.CompilerServices;
using Hone.Memory;

namespace Hone.Kernels;

/// <content>Plan 5: slices of the sum are shared out.</content>
internal static unsafe partial class GemmSchedule<TPolicy, TVector>
{
    /// <summary>A C of more tiles has work for all threads without cutting the sum.</summary>
    private const int MostTiles = 24;

    /// <summary>Terms of one slice of a cut sum, at least.</summary>
    private const int SliceDepth = 512;

    private const int MaxSlices = 16;

    private static bool SuitsSlices(in MatrixProduct product) =>
        (long)TileShape<TPolicy, TVector>.Tiles(product.Rows) * TileShape<TPolicy, TVector>.Panels(product.Columns) <= MostTiles && product.Depth >= 4 * SliceDepth;

    private static void RunSlices(in MatrixProduct product)
    {
        GemmJob job = new() { Product = product, Slices = Math.Min(MaxSlices, product.Depth / SliceDepth) };
        job.Partials = Scratch.Floats(ScratchSlot.GemmPartials, (nint)job.Slices * product.Rows * product.Columns);
        job.Parts = job.Slices;
        RunParts(ref job, product.Operations, &MultiplySlice);
        job.Parts = Math.Min(product.Rows, 8);
        RunParts(ref job, product.Operations, &AddSlices);
    }

    private static void MultiplySlice(void* state, int part)
    {
        ref GemmJob job = ref *(GemmJob*)state;
        ref readonly MatrixProduct product = ref job.Product;
        int first = (int)((long)product.Depth * part / job.Slices);
        int depth = (int)((long)product.Depth * (part + 1) / job.Slices) - first;
        GemmJob slice = new() { Product = product };
        slice.Product.Depth = depth;
        slice.Product.A = product.A.From(0, first);
        slice.Product.B = product.B.From(first, 0);
        slice.Product.C = job.Partials + ((nint)part * product.Rows * product.Columns);
        slice.Product.CRow = product.Columns;
        slice.Product.Addend = Addend.None;

        // The nested product runs on this thread alone: a part of a job never starts another.
        RunRowBlocks(ref slice);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddSlices(void* state, int part)
    {
        ref GemmJob job = ref *(GemmJob*)state;
        ref readonly MatrixProduct product = ref job.Product;
        int first = (int)((long)product.Rows * part / job.Parts);
        int last = (int)((long)product.Rows * (part + 1) / job.Parts);
        nint sliceSize = (nint)product.Rows * product.Columns;
        for (nint i = first; i < last; i++)
        {
            float* c = product.C + (i * product.CRow);
            float* partial = job.Partials + (i * product.Columns);
            Addend addend = product.Addend.From(i, 0);
            nint j = 0;
            for (; j + TPolicy.Width <= product.Columns; j += TPolicy.Width)
            {
                TVector sum = addend.IsNone ? TPolicy.Zero : TPolicy.Load(addend.Data + j);
                for (nint s = 0; s < job.Slices; s++)
                {
                    sum = TPolicy.Add(sum, TPolicy.Load(partial + (s * sliceSize) + j));
                }

                TPolicy.Store(c + j, sum);
            }

            for (; j < product.Columns; j++)
            {
                float sum = addend.IsNone ? 0 : addend.Data[j];
                for (nint s = 0; s < job.Slices; s++)
                {
                    sum += partial[(s * sliceSize) + j];
                }

                c[j] = sum;
            }
        }
    }
}
