using System.Runtime.CompilerServices;
using Hone.Memory;

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
internal static unsafe class GemmSchedule<TPolicy, TVector>
    where TPolicy : struct, IVectorPolicy<TVector>
    where TVector : struct
{
    /// <summary>Below this many multiplications and additions the caller works alone.</summary>
    private const double ParallelOperations = 1.5e6;

    /// <summary>The most floats of packed B that a pass shares: 6 MiB, a part of the third-level cache.</summary>
    private const int SharedFloatsOfB = 1536 * 1024;

    /// <summary>The most floats of packed A that a pass shares: 768 KiB, which each thread's second-level cache holds.</summary>
    private const int SharedFloatsOfA = 192 * 1024;

    /// <summary>Tiles in a block of rows at most: with <see cref="TileShape{TPolicy, TVector}.MaxDepth"/> they fill a fraction of the second-level cache.</summary>
    private const int BlockTiles = 16;

    /// <summary>Panels in a stripe of columns at most.</summary>
    private const int StripePanels = 2;

    /// <summary>Terms of one slice of a cut sum, at least.</summary>
    private const int SliceDepth = 512;

    private const int MaxSlices = 16;

    private static int MaxDepth => TileShape<TPolicy, TVector>.MaxDepth;

    private static int PanelColumns => TileShape<TPolicy, TVector>.Columns;

    public static void Run(in MatrixProduct product)
    {
        int m = product.Rows;
        int n = product.Columns;
        int k = product.Depth;
        MatrixView a = product.A;
        MatrixView b = product.B;
        float* c = product.C;
        nint cRow = product.CRow;
        bool accumulate = product.Accumulate;
        if (m <= 0 || n <= 0)
        {
            return;
        }

        if (k <= 0)
        {
            if (!accumulate)
            {
                for (nint i = 0; i < m; i++)
                {
                    new Span<float>(c + (i * cRow), n).Clear();
                }
            }

            return;
        }

        if (DotProducts<TPolicy, TVector>.Suits(product))
        {
            DotProducts<TPolicy, TVector>.Run(product);
            return;
        }

        if (SmallProduct<TPolicy, TVector>.Suits(product))
        {
            SmallProduct<TPolicy, TVector>.Run(product);
            return;
        }

        int tiles = TileShape<TPolicy, TVector>.Tiles(m);
        int panels = TileShape<TPolicy, TVector>.Panels(n);
        if ((long)tiles * panels <= 24 && k >= 4 * SliceDepth)
        {
            RunSlices(m, n, k, a, b, c, cRow, accumulate);
            return;
        }

        bool byRows = ByRows(m, n);
        int sharedFloats = byRows ? SharedFloatsOfB : SharedFloatsOfA;
        int width = byRows ? n : m;

        // The sum is cut into passes of equal length, so that the shared operand of a pass stays in cache.
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
                    GemmJob job = new()
                    {
                        Rows = Math.Min(rowPass, m - i),
                        Columns = Math.Min(columnPass, n - j),
                        Depth = Math.Min(passDepth, k - p),
                        A = a.From(i, p),
                        B = b.From(p, j),
                        C = c + (i * cRow) + j,
                        CRow = cRow,
                        Accumulate = accumulate || p > 0,
                    };
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

    /// <summary>The product with a B that was packed before, by <see cref="Pack"/>.</summary>
    public static void RunPacked(int m, int n, int k, MatrixView a, float* packedB, float* c, nint cRow, bool accumulate)
    {
        if (m <= 0 || n <= 0 || k <= 0)
        {
            Run(new MatrixProduct { Rows = m, Columns = n, Depth = k, A = a, C = c, CRow = cRow, Accumulate = accumulate });
            return;
        }

        GemmJob job = new()
        {
            Rows = m,
            Columns = n,
            Depth = k,
            A = a,
            PackedB = packedB,
            IsPrepacked = true,
            C = c,
            CRow = cRow,
            Accumulate = accumulate,
        };
        if (ByRows(m, n))
        {
            RunRowBlocks(ref job);
        }
        else
        {
            RunStripes(ref job);
        }
    }

    /// <summary>Floats that a packed B of k rows and n columns takes.</summary>
    public static nint PackedLength(int n, int k) => (nint)TileShape<TPolicy, TVector>.Panels(n) * PanelColumns * k;

    /// <summary>Packs all of B: [panel][k][column].</summary>
    public static void Pack(int n, int k, MatrixView b, float* packed)
    {
        if (n <= 0 || k <= 0)
        {
            return;
        }

        GemmJob job = new()
        {
            Columns = n,
            Depth = k,
            B = b,
            PackedB = packed,
            Parts = Math.Min(TileShape<TPolicy, TVector>.Panels(n), 64),
        };
        RunParts(ref job, (double)n * k, &PackPanels);
    }

    private static bool ByRows(int m, int n) => 2L * m >= n || m >= 512;

    private static void RunRowBlocks(ref GemmJob job)
    {
        int tiles = TileShape<TPolicy, TVector>.Tiles(job.Rows);
        int panels = TileShape<TPolicy, TVector>.Panels(job.Columns);
        double operations = 2.0 * job.Rows * job.Columns * job.Depth;

        // Packing B touches each of its elements once; with one or two tiles of rows that costs as much as it saves.
        job.DirectB = !job.IsPrepacked && job.B.Column == 1 && tiles <= 2;
        job.PackA = panels >= 4 || (job.A.Column != 1 && job.Depth > 64);
        if (!job.IsPrepacked && !(job.DirectB && job.Columns % PanelColumns == 0))
        {
            job.PackedB = Scratch.Floats(ScratchSlot.GemmPackedB, PackedLength(job.Columns, job.Depth));
            job.Parts = Math.Min(panels, 64);
            RunParts(ref job, operations, &PackPanels);
        }

        int blocks = (tiles + BlockTiles - 1) / BlockTiles;
        job.Parts = Math.Min(tiles, (blocks + 7) / 8 * 8);
        RunParts(ref job, operations, &MultiplyRowBlock);
    }

    private static void RunStripes(ref GemmJob job)
    {
        int tiles = TileShape<TPolicy, TVector>.Tiles(job.Rows);
        int panels = TileShape<TPolicy, TVector>.Panels(job.Columns);
        double operations = 2.0 * job.Rows * job.Columns * job.Depth;

        job.DirectB = !job.IsPrepacked && job.B.Column == 1 && tiles <= 2;
        job.PackA = true;
        job.PackedA = Scratch.Floats(ScratchSlot.GemmPackedA, (nint)tiles * TileShape<TPolicy, TVector>.RowStride * job.Depth);
        job.Parts = Math.Clamp(job.Depth / 64, 1, 8);
        RunParts(ref job, operations, &PackTiles);

        int stripes = (panels + StripePanels - 1) / StripePanels;
        job.Parts = Math.Min(panels, (stripes + 7) / 8 * 8);
        RunParts(ref job, operations, &MultiplyStripe);
    }

    private static void RunSlices(int m, int n, int k, MatrixView a, MatrixView b, float* c, nint cRow, bool accumulate)
    {
        GemmJob job = new()
        {
            Rows = m,
            Columns = n,
            Depth = k,
            A = a,
            B = b,
            C = c,
            CRow = cRow,
            Accumulate = accumulate,
            Slices = Math.Min(MaxSlices, k / SliceDepth),
        };
        job.Partials = Scratch.Floats(ScratchSlot.GemmPartials, (nint)job.Slices * m * n);
        double operations = 2.0 * m * n * k;
        job.Parts = job.Slices;
        RunParts(ref job, operations, &MultiplySlice);
        job.Parts = Math.Min(m, 8);
        RunParts(ref job, operations, &AddSlices);
    }

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

    private static void PackPanels(void* state, int part)
    {
        ref GemmJob job = ref *(GemmJob*)state;
        int panels = TileShape<TPolicy, TVector>.Panels(job.Columns);
        int first = (int)((long)panels * part / job.Parts);
        int last = (int)((long)panels * (part + 1) / job.Parts);
        if (job.DirectB)
        {
            first = Math.Max(first, job.Columns / PanelColumns);
        }

        int column = first * PanelColumns;
        int columns = Math.Min(last * PanelColumns, job.Columns) - column;
        if (columns <= 0)
        {
            return;
        }

        int block = TileShape<TPolicy, TVector>.BlockDepth(job.Depth);
        nint panelStride = (nint)job.Depth * PanelColumns;
        float* destination = job.PackedB + (first * panelStride);
        for (int k = 0; k < job.Depth; k += block)
        {
            int depth = Math.Min(block, job.Depth - k);
            TilePacking<TPolicy, TVector>.PackPanels(job.B.From(k, column), columns, depth, destination + (k * PanelColumns), panelStride);
        }
    }

    private static void PackTiles(void* state, int part)
    {
        ref GemmJob job = ref *(GemmJob*)state;
        int rowStride = TileShape<TPolicy, TVector>.RowStride;
        int tiles = TileShape<TPolicy, TVector>.Tiles(job.Rows);
        int first = (int)((long)job.Depth * part / job.Parts);
        int depth = (int)((long)job.Depth * (part + 1) / job.Parts) - first;
        TilePacking<TPolicy, TVector>.PackTiles(job.A.From(0, first), job.Rows, tiles, depth, job.PackedA + (first * rowStride), (nint)rowStride * job.Depth);
    }

    private static void MultiplyRowBlock(void* state, int part)
    {
        ref GemmJob job = ref *(GemmJob*)state;
        int rowStride = TileShape<TPolicy, TVector>.RowStride;
        int first = (int)((long)job.Rows * part / job.Parts);
        int rows = (int)((long)job.Rows * (part + 1) / job.Parts) - first;
        int tiles = TileShape<TPolicy, TVector>.Tiles(rows);
        int panels = TileShape<TPolicy, TVector>.Panels(job.Columns);
        int block = TileShape<TPolicy, TVector>.BlockDepth(job.Depth);
        nint panelStride = (nint)job.Depth * PanelColumns;
        int linesPerStep = Math.Max(1, PanelColumns / TileKernel.LineFloats);
        float* packed = job.PackA ? Scratch.Floats(ScratchSlot.GemmPackedA, (nint)tiles * rowStride * block) : null;

        for (int k = 0; k < job.Depth; k += block)
        {
            int depth = Math.Min(block, job.Depth - k);
            bool accumulate = job.Accumulate || k > 0;
            if (job.PackA)
            {
                TilePacking<TPolicy, TVector>.PackTiles(job.A.From(first, k), rows, tiles, depth, packed, (nint)rowStride * depth);
            }

            for (int panel = 0; panel < panels; panel++)
            {
                int column = panel * PanelColumns;
                int columns = Math.Min(PanelColumns, job.Columns - column);
                bool direct = job.DirectB && columns == PanelColumns;
                float* b = direct ? job.B.At(k, column) : job.PackedB + ((((nint)panel * job.Depth) + k) * PanelColumns);
                nint bStep = direct ? job.B.Row : PanelColumns;

                // While the tiles of this panel run, the first of them bring the next panel nearer.
                float* nextPanel = direct || panel == panels - 1 ? b : b + panelStride;
                for (int tile = 0; tile < tiles; tile++)
                {
                    int start = TileShape<TPolicy, TVector>.TileStart(rows, tiles, tile);
                    int count = TileShape<TPolicy, TVector>.TileStart(rows, tiles, tile + 1) - start;
                    float* ahead = tile < linesPerStep ? nextPanel + ((nint)tile * depth * TileKernel.LineFloats) : b;
                    nint aheadStep = TileKernel.LineFloats;
                    float* c = job.C + ((first + start) * job.CRow) + column;
                    if (job.PackA)
                    {
                        EdgeTile<TPolicy, TVector>.Run(count, columns, depth, packed + ((nint)tile * rowStride * depth), 1, rowStride, b, bStep, c, job.CRow, accumulate, ahead, aheadStep);
                    }
                    else
                    {
                        EdgeTile<TPolicy, TVector>.Run(count, columns, depth, job.A.At(first + start, k), job.A.Row, job.A.Column, b, bStep, c, job.CRow, accumulate, ahead, aheadStep);
                    }
                }
            }
        }
    }

    private static void MultiplyStripe(void* state, int part)
    {
        ref GemmJob job = ref *(GemmJob*)state;
        int rowStride = TileShape<TPolicy, TVector>.RowStride;
        int tiles = TileShape<TPolicy, TVector>.Tiles(job.Rows);
        int panels = TileShape<TPolicy, TVector>.Panels(job.Columns);
        int first = (int)((long)panels * part / job.Parts);
        int last = (int)((long)panels * (part + 1) / job.Parts);
        int firstPacked = job.IsPrepacked ? last : job.DirectB ? Math.Max(first, job.Columns / PanelColumns) : first;
        int packedColumn = firstPacked * PanelColumns;
        int packedColumns = Math.Min(last * PanelColumns, job.Columns) - packedColumn;
        int block = TileShape<TPolicy, TVector>.BlockDepth(job.Depth);
        nint panelStride = (nint)PanelColumns * block;
        float* packed = Scratch.Floats(ScratchSlot.GemmPackedB, (last - first) * panelStride);
        int lines = Math.Max(1, (job.B.Column == 1 ? (last - first) * PanelColumns : block) / TileKernel.LineFloats);
        nint lineStep = TileKernel.LineFloats;
        nint aheadStep = job.B.Column == 1 ? job.B.Row : job.B.Column;
        if (job.IsPrepacked)
        {
            // Here the next panel is brought nearer, line after line.
            lines = Math.Max(1, PanelColumns / TileKernel.LineFloats);
            lineStep = (nint)block * TileKernel.LineFloats;
            aheadStep = TileKernel.LineFloats;
        }

        for (int k = 0; k < job.Depth; k += block)
        {
            int depth = Math.Min(block, job.Depth - k);
            bool accumulate = job.Accumulate || k > 0;
            if (packedColumns > 0)
            {
                TilePacking<TPolicy, TVector>.PackPanels(job.B.From(k, packedColumn), packedColumns, depth, packed, panelStride);
            }

            // While the tiles of this block run, each brings nearer one line of all rows (or columns) of B's next block.
            float* nextBlock = job.B.At(k + depth, first * PanelColumns);
            int call = 0;
            for (int panel = first; panel < last; panel++)
            {
                int column = panel * PanelColumns;
                int columns = Math.Min(PanelColumns, job.Columns - column);
                bool direct = panel < firstPacked;
                float* b = direct ? job.B.At(k, column) : packed + ((panel - firstPacked) * panelStride);
                nint bStep = direct ? job.B.Row : PanelColumns;
                if (job.IsPrepacked)
                {
                    b = job.PackedB + ((((nint)panel * job.Depth) + k) * PanelColumns);
                    bStep = PanelColumns;
                    nextBlock = panel == panels - 1 ? b : b + ((nint)job.Depth * PanelColumns);
                    call = 0;
                }

                for (int tile = 0; tile < tiles; tile++)
                {
                    int start = TileShape<TPolicy, TVector>.TileStart(job.Rows, tiles, tile);
                    int count = TileShape<TPolicy, TVector>.TileStart(job.Rows, tiles, tile + 1) - start;
                    float* a = job.PackedA + ((((nint)tile * job.Depth) + k) * rowStride);
                    float* ahead = nextBlock + (call % lines * lineStep);
                    call++;
                    EdgeTile<TPolicy, TVector>.Run(count, columns, depth, a, 1, rowStride, b, bStep, job.C + (start * job.CRow) + column, job.CRow, accumulate, ahead, aheadStep);
                }
            }
        }
    }

    private static void MultiplySlice(void* state, int part)
    {
        ref GemmJob job = ref *(GemmJob*)state;
        int first = (int)((long)job.Depth * part / job.Slices);
        int depth = (int)((long)job.Depth * (part + 1) / job.Slices) - first;
        GemmJob slice = new()
        {
            Rows = job.Rows,
            Columns = job.Columns,
            Depth = depth,
            A = job.A.From(0, first),
            B = job.B.From(first, 0),
            C = job.Partials + ((nint)part * job.Rows * job.Columns),
            CRow = job.Columns,
        };

        // The nested product runs on this thread alone: a part of a job never starts another.
        RunRowBlocks(ref slice);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddSlices(void* state, int part)
    {
        ref GemmJob job = ref *(GemmJob*)state;
        int first = (int)((long)job.Rows * part / job.Parts);
        int last = (int)((long)job.Rows * (part + 1) / job.Parts);
        nint sliceSize = (nint)job.Rows * job.Columns;
        for (nint i = first; i < last; i++)
        {
            float* c = job.C + (i * job.CRow);
            float* partial = job.Partials + (i * job.Columns);
            nint j = 0;
            for (; j + TPolicy.Width <= job.Columns; j += TPolicy.Width)
            {
                TVector sum = job.Accumulate ? TPolicy.Load(c + j) : TPolicy.Zero;
                for (nint s = 0; s < job.Slices; s++)
                {
                    sum = TPolicy.Add(sum, TPolicy.Load(partial + (s * sliceSize) + j));
                }

                TPolicy.Store(c + j, sum);
            }

            for (; j < job.Columns; j++)
            {
                float sum = job.Accumulate ? c[j] : 0;
                for (nint s = 0; s < job.Slices; s++)
                {
                    sum += partial[(s * sliceSize) + j];
                }

                c[j] = sum;
            }
        }
    }
}
