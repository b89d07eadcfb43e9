namespace Hone.Kernels;

/// <summary>
/// Chooses how a product is cut, packed and shared among threads, for one register width.
/// </summary>
/// <remarks>
/// Five plans, chosen by the sizes alone:
/// <list type="number">
/// <item>Very few columns: <see cref="DotProducts{TPolicy, TVector}"/>.</item>
/// <item>Matrices that lie in the second-level cache: <see cref="SmallProduct{TPolicy, TVector}"/>.</item>
/// <item>Many rows: all of B is packed once, then blocks of rows are shared out; each packs its own rows of A.</item>
/// <item>Few rows, many columns: all of A is packed once, then stripes of columns are shared out; each packs its own part of B,
/// which is therefore read only once and never written back to memory.</item>
/// <item>A small C with a long sum: the sum is cut into slices; their partial products are added in the order of the slices.</item>
/// </list>
/// An element of C is the sum of its blocks along k, in order; a block is one chain of multiply-adds. Neither the blocks nor
/// the slices depend on the number of threads, so the bits of the result do not either.
/// </remarks>
internal static unsafe partial class GemmSchedule<TPolicy, TVector>
    where TPolicy : struct, IVectorPolicy<TVector>
    where TVector : struct
{
    /// <summary>Below this many multiplications and additions the caller works alone.</summary>
    private const double ParallelOperations = 1.5e6;

    /// <summary>The most floats of packed B that a pass shares: 6 MiB, a part of the third-level cache.</summary>
    private const int SharedFloatsOfB = 1536 * 1024;

    /// <summary>The most floats of packed A that a pass shares: 768 KiB, which each thread's second-level cache holds.</summary>
    private const int SharedFloatsOfA = 192 * 1024;

    private static int MaxDepth => TileShape<TPolicy, TVector>.MaxDepth;

    private static int PanelColumns => TileShape<TPolicy, TVector>.Columns;

    public static void Run(in MatrixProduct product)
    {
        int m = product.Rows;
        int n = product.Columns;
        int k = product.Depth;
        if (m <= 0 || n <= 0)
        {
            return;
        }

        if (k <= 0)
        {
            SumNothing(product);
        }
        else if (DotProducts<TPolicy, TVector>.Suits(product))
        {
            DotProducts<TPolicy, TVector>.Run(product);
        }
        else if (SmallProduct<TPolicy, TVector>.Suits(product))
        {
            SmallProduct<TPolicy, TVector>.Run(product);
        }
        else if (SuitsSlices(product))
        {
            RunSlices(product);
        }
        else
        {
            RunPasses(product);
        }
    }

    /// <summary>Two products that write different memory: side by side where they are small, otherwise one after the other.</summary>
    public static void RunBoth(in MatrixProduct first, in MatrixProduct second)
    {
        if (SmallProduct<TPolicy, TVector>.SuitsBoth(first, second))
        {
            SmallProduct<TPolicy, TVector>.RunBoth(first, second);
            return;
        }

        Run(first);
        Run(second);
    }

    /// <summary>Plans 3 and 4: the product is cut into passes, so that the shared operand of a pass stays in cache.</summary>
    private static void RunPasses(in MatrixProduct product)
    {
        int m = product.Rows;
        int n = product.Columns;
        int k = product.Depth;
        bool byRows = ByRows(m, n);
        int sharedFloats = byRows ? SharedFloatsOfB : SharedFloatsOfA;
        int width = byRows ? n : m;
        int longest = Math.Max(MaxDepth, sharedFloats / width);
        int passes = (k + longest - 1) / longest;
        int passDepth = ((k + passes - 1) / passes + 7) / 8 * 8;
        int passWidth = Math.Max(PanelColumns, sharedFloats / MaxDepth / PanelColumns * PanelColumns);
        int rowPass = byRows ? m : passWidth;
        int columnPass = byRows ? passWidth : n;
        for (int j = 0; j < n; j += columnPass)
        {
            for (int i = 0; i < m; i += rowPass)
            {
                for (int p = 0; p < k; p += passDepth)
                {
                    GemmJob job = default;
                    job.Product = product;
                    job.Product.Rows = Math.Min(rowPass, m - i);
                    job.Product.Columns = Math.Min(columnPass, n - j);
                    job.Product.Depth = Math.Min(passDepth, k - p);
                    job.Product.A = product.A.From(i, p);
                    job.Product.B = product.B.From(p, j);
                    job.Product.C = product.C + (i * product.CRow) + j;
                    job.Product.Addend = product.AddendOfTile(i, j, begun: p > 0);
                    if (byRows)
                    {
                        RunRowBlocks(ref job);
                    }
                    else
                    {
                        RunStripes(ref job);
                    }
                }
            }
        }
    }

    /// <summary>A sum without terms is 0, and what is added to it stays.</summary>
    private static void SumNothing(in MatrixProduct product)
    {
        for (nint i = 0; i < product.Rows; i++)
        {
            var row = new Span<float>(product.C + (i * product.CRow), product.Columns);
            Addend addend = product.Addend.From(i, 0);
            if (addend.IsNone)
            {
                row.Clear();
            }
            else
            {
                new Span<float>(addend.Data, product.Columns).CopyTo(row);
            }
        }
    }

    private static bool ByRows(int m, int n) => 2L * m >= n || m >= 512;

    private static void RunParts(ref GemmJob job, double operations, delegate*<void*, int, void> body)
    {
        fixed (GemmJob* state = &job)
        {
            if (operations < ParallelOperations)
            {
                for (int part = 0; part < job.Parts; part++)
                {
                    body(state, part);
                }

                return;
            }

            WorkerPool.Run(job.Parts, body, state);
        }
    }
}
