using Hone.Memory;

namespace Hone.Kernels;

/// <summary>
/// Products whose three matrices lie together in the second-level cache: what packing would bring together is near already, so A is read
/// where it lies whatever its strides, and so are the full panels of B where columns are neighbours.
/// </summary>
/// <remarks>An element of C is one chain of multiply-adds along k, as in a block of <see cref="GemmSchedule{TPolicy, TVector}"/>.</remarks>
internal static unsafe class SmallProduct<TPolicy, TVector>
    where TPolicy : struct, IVectorPolicy<TVector>
    where TVector : struct
{
    /// <summary>Below this many multiplications and additions the caller works alone.</summary>
    private const double ParallelOperations = 0.8e6;

    /// <summary>Floats of A, B and C together at most: 256 KiB.</summary>
    private const long MaxFloats = 64 * 1024;

    /// <summary>Rows of B that lie a multiple of this many floats apart fall on so few lines of the cache that they are copied after all.</summary>
    private const int AliasingFloats = 256;

    private const int MaxParts = 8;

    private static int PanelColumns => TileShape<TPolicy, TVector>.Columns;

    /// <summary>Whether a product is this plan's; it has rows, columns and terms.</summary>
    public static bool Suits(in MatrixProduct p) =>
        p.Depth <= TileShape<TPolicy, TVector>.MaxDepth && ((long)p.Rows * p.Depth) + ((long)p.Depth * p.Columns) + ((long)p.Rows * p.Columns) <= MaxFloats;

    /// <summary>Whether two products go side by side: there is nothing to pack but a last narrow panel, and enough to do for two threads.</summary>
    public static bool SuitsBoth(in MatrixProduct first, in MatrixProduct second) =>
        Suits(first) && Suits(second) && IsInPlace(first) && IsInPlace(second) && first.Operations + second.Operations >= ParallelOperations;

    /// <summary>One product.</summary>
    public static void Run(in MatrixProduct product)
    {
        SmallProductJob job = new()
        {
            Product = product,
            FirstPacked = IsInPlace(product) ? product.Columns / PanelColumns : 0,
        };
        bool parallel = product.Operations >= ParallelOperations;
        int packed = TileShape<TPolicy, TVector>.Panels(product.Columns) - job.FirstPacked;
        if (packed > 0)
        {
            job.PackedB = Scratch.Floats(ScratchSlot.GemmPackedB, PackedLength(job));
            job.Parts = packed;
            RunParts(ref job, packed, parallel, &PackPanel);
        }

        job.Parts = parallel ? Parts(product) : 1;
        RunParts(ref job, job.Parts, parallel, &MultiplyRows);
    }

    /// <summary>Two products that suit (<see cref="SuitsBoth"/>) and write different memory: each begins on threads of its own, so that their operands move less between caches.</summary>
    public static void RunBoth(in MatrixProduct first, in MatrixProduct second)
    {
        SmallProductJob other = new() { Product = second, FirstPacked = second.Columns / PanelColumns };
        SmallProductJob job = new() { Product = first, FirstPacked = first.Columns / PanelColumns, Second = &other };
        nint length = PackedLength(job);
        float* packed = Scratch.Floats(ScratchSlot.GemmPackedB, length + PackedLength(other));
        job.PackedB = packed;
        other.PackedB = packed + length;
        PackNarrowPanel(ref job);
        PackNarrowPanel(ref other);
        job.Parts = Math.Max(Parts(first), Parts(second));
        other.Parts = job.Parts;
        RunParts(ref job, 2 * job.Parts, parallel: true, &MultiplyRows);
    }

    private static bool IsInPlace(in MatrixProduct p) =>
        p.B.Column == 1 && (TileShape<TPolicy, TVector>.Tiles(p.Rows) <= 2 || p.B.Row % AliasingFloats != 0);

    private static int Parts(in MatrixProduct p) => Math.Min(TileShape<TPolicy, TVector>.Tiles(p.Rows), MaxParts);

    private static nint PackedLength(in SmallProductJob job) =>
        (nint)(TileShape<TPolicy, TVector>.Panels(job.Product.Columns) - job.FirstPacked) * PanelColumns * job.Product.Depth;

    private static void RunParts(ref SmallProductJob job, int parts, bool parallel, delegate*<void*, int, void> body)
    {
        fixed (SmallProductJob* state = &job)
        {
            if (parallel)
            {
                WorkerPool.Run(parts, body, state);
                return;
            }

            for (int part = 0; part < parts; part++)
            {
                body(state, part);
            }
        }
    }

    private static void PackNarrowPanel(ref SmallProductJob job)
    {
        if (job.Product.Columns % PanelColumns != 0)
        {
            RunParts(ref job, 1, parallel: false, &PackPanel);
        }
    }

    private static void PackPanel(void* state, int part)
    {
        ref SmallProductJob job = ref *(SmallProductJob*)state;
        ref MatrixProduct p = ref job.Product;
        int column = (job.FirstPacked + part) * PanelColumns;
        int columns = Math.Min(PanelColumns, p.Columns - column);
        TilePacking<TPolicy, TVector>.PackColumns(p.B.From(0, column), columns, p.Depth, job.PackedB + ((nint)part * PanelColumns * p.Depth));
    }

    private static void MultiplyRows(void* state, int part)
    {
        ref SmallProductJob job = ref *(SmallProductJob*)state;
        if (part >= job.Parts)
        {
            part -= job.Parts;
            job = ref *job.Second;
        }

        ref MatrixProduct p = ref job.Product;
        int tiles = TileShape<TPolicy, TVector>.Tiles(p.Rows);
        int first = (int)((long)tiles * part / job.Parts);
        int last = (int)((long)tiles * (part + 1) / job.Parts);
        int panel = 0;
        for (int column = 0; column < p.Columns; column += PanelColumns)
        {
            int columns = Math.Min(PanelColumns, p.Columns - column);
            bool inPlace = panel < job.FirstPacked;
            float* b = inPlace ? p.B.At(0, column) : job.PackedB + ((nint)(panel - job.FirstPacked) * PanelColumns * p.Depth);
            nint bStep = inPlace ? p.B.Row : PanelColumns;
            panel++;
            int row = TileShape<TPolicy, TVector>.TileStart(p.Rows, tiles, first);
            for (int tile = first; tile < last; tile++)
            {
                int end = TileShape<TPolicy, TVector>.TileStart(p.Rows, tiles, tile + 1);
                float* c = p.C + (row * p.CRow) + column;
                EdgeTile<TPolicy, TVector>.Run(end - row, columns, p.Depth, p.A.At(row, 0), p.A.Row, p.A.Column, b, bStep, c, p.CRow, p.Addend.From(row, column), b, bStep);
                row = end;
            }
        }
    }
}
