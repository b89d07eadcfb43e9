namespace Hone.Kernels;

/// <content>The plans with a B that is packed whole, before the product or as its first step.</content>
internal static unsafe partial class GemmSchedule<TPolicy, TVector>
{
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
            Product = new MatrixProduct { Columns = n, Depth = k, B = b },
            PackedB = packed,
            Parts = Math.Min(TileShape<TPolicy, TVector>.Panels(n), 64),
        };
        RunParts(ref job, (double)n * k, &PackPanels);
    }

    /// <summary>The product with a B that was packed before, by <see cref="Pack"/>.</summary>
    public static void RunPacked(int m, int n, int k, MatrixView a, float* packedB, float* c, nint cRow, bool accumulate)
    {
        MatrixProduct product = new() { Rows = m, Columns = n, Depth = k, A = a, C = c, CRow = cRow, Addend = Addend.Of(accumulate, c, cRow) };
        if (m <= 0 || n <= 0 || k <= 0)
        {
            Run(product);
            return;
        }

        GemmJob job = new() { Product = product, PackedB = packedB, IsPrepacked = true };
        if (ByRows(m, n))
        {
            RunRowBlocks(ref job);
        }
        else
        {
            RunStripes(ref job);
        }
    }

    private static void PackPanels(void* state, int part)
    {
        ref GemmJob job = ref *(GemmJob*)state;
        ref readonly MatrixProduct product = ref job.Product;
        int panels = TileShape<TPolicy, TVector>.Panels(product.Columns);
        int first = (int)((long)panels * part / job.Parts);
        int last = (int)((long)panels * (part + 1) / job.Parts);
        if (job.DirectB)
        {
            first = Math.Max(first, product.Columns / PanelColumns);
        }

        int column = first * PanelColumns;
        int columns = Math.Min(last * PanelColumns, product.Columns) - column;
        if (columns <= 0)
        {
            return;
        }

        int block = TileShape<TPolicy, TVector>.BlockDepth(product.Depth);
        nint panelStride = (nint)product.Depth * PanelColumns;
        float* destination = job.PackedB + (first * panelStride);
        for (int k = 0; k < product.Depth; k += block)
        {
            int depth = Math.Min(block, product.Depth - k);
            TilePacking<TPolicy, TVector>.PackPanels(product.B.From(k, column), columns, depth, destination + (k * PanelColumns), panelStride);
        }
    }
}
