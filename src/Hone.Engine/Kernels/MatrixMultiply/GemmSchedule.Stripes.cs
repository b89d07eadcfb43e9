using Hone.Memory;

namespace Hone.Kernels;

/// <content>Plan 4: stripes of columns are shared out.</content>
internal static unsafe partial class GemmSchedule<TPolicy, TVector>
{
    /// <summary>Panels in a stripe of columns at most.</summary>
    private const int StripePanels = 2;

    private static void RunStripes(ref GemmJob job)
    {
        ref readonly MatrixProduct product = ref job.Product;
        int tiles = TileShape<TPolicy, TVector>.Tiles(product.Rows);
        int panels = TileShape<TPolicy, TVector>.Panels(product.Columns);

        job.DirectB = !job.IsPrepacked && product.B.Column == 1 && tiles <= 2;
        job.PackA = true;
        job.PackedA = Scratch.Floats(ScratchSlot.GemmPackedA, (nint)tiles * TileShape<TPolicy, TVector>.RowStride * product.Depth);
        job.Parts = Math.Clamp(product.Depth / 64, 1, 8);
        RunParts(ref job, product.Operations, &PackTiles);

        int stripes = (panels + StripePanels - 1) / StripePanels;
        job.Parts = Math.Min(panels, (stripes + 7) / 8 * 8);
        RunParts(ref job, product.Operations, &MultiplyStripe);
    }

    private static void PackTiles(void* state, int part)
    {
        ref GemmJob job = ref *(GemmJob*)state;
        ref readonly MatrixProduct product = ref job.Product;
        int rowStride = TileShape<TPolicy, TVector>.RowStride;
        int tiles = TileShape<TPolicy, TVector>.Tiles(product.Rows);
        int first = (int)((long)product.Depth * part / job.Parts);
        int depth = (int)((long)product.Depth * (part + 1) / job.Parts) - first;
        TilePacking<TPolicy, TVector>.PackTiles(product.A.From(0, first), product.Rows, tiles, depth, job.PackedA + (first * rowStride), (nint)rowStride * product.Depth);
    }

    private static void MultiplyStripe(void* state, int part)
    {
        ref GemmJob job = ref *(GemmJob*)state;
        ref readonly MatrixProduct product = ref job.Product;
        int rowStride = TileShape<TPolicy, TVector>.RowStride;
        int tiles = TileShape<TPolicy, TVector>.Tiles(product.Rows);
        int panels = TileShape<TPolicy, TVector>.Panels(product.Columns);
        int first = (int)((long)panels * part / job.Parts);
        int last = (int)((long)panels * (part + 1) / job.Parts);
        int firstPacked = job.IsPrepacked ? last : job.DirectB ? Math.Max(first, product.Columns / PanelColumns) : first;
        int packedColumn = firstPacked * PanelColumns;
        int packedColumns = Math.Min(last * PanelColumns, product.Columns) - packedColumn;
        int block = TileShape<TPolicy, TVector>.BlockDepth(product.Depth);
        nint panelStride = (nint)PanelColumns * block;
        float* packed = Scratch.Floats(ScratchSlot.GemmPackedB, (last - first) * panelStride);
        int lines = Math.Max(1, (product.B.Column == 1 ? (last - first) * PanelColumns : block) / TileKernel.LineFloats);
        nint lineStep = TileKernel.LineFloats;
        nint aheadStep = product.B.Column == 1 ? product.B.Row : product.B.Column;
        if (job.IsPrepacked)
        {
            // Here the next panel is brought nearer, line after line.
            lines = Math.Max(1, PanelColumns / TileKernel.LineFloats);
            lineStep = (nint)block * TileKernel.LineFloats;
            aheadStep = TileKernel.LineFloats;
        }

        for (int k = 0; k < product.Depth; k += block)
        {
            int depth = Math.Min(block, product.Depth - k);
            if (packedColumns > 0)
            {
                TilePacking<TPolicy, TVector>.PackPanels(product.B.From(k, packedColumn), packedColumns, depth, packed, panelStride);
            }

            // While the tiles of this block run, each brings nearer one line of all rows (or columns) of B's next block.
            float* nextBlock = product.B.At(k + depth, first * PanelColumns);
            int call = 0;
            for (int panel = first; panel < last; panel++)
            {
                int column = panel * PanelColumns;
                int columns = Math.Min(PanelColumns, product.Columns - column);
                bool direct = panel < firstPacked;
                float* b = direct ? product.B.At(k, column) : packed + ((panel - firstPacked) * panelStride);
                nint bStep = direct ? product.B.Row : PanelColumns;
                if (job.IsPrepacked)
                {
                    b = job.PackedB + ((((nint)panel * product.Depth) + k) * PanelColumns);
                    bStep = PanelColumns;
                    nextBlock = panel == panels - 1 ? b : b + ((nint)product.Depth * PanelColumns);
                    call = 0;
                }

                for (int tile = 0; tile < tiles; tile++)
                {
                    int start = TileShape<TPolicy, TVector>.TileStart(product.Rows, tiles, tile);
                    int count = TileShape<TPolicy, TVector>.TileStart(product.Rows, tiles, tile + 1) - start;
                    float* a = job.PackedA + ((((nint)tile * product.Depth) + k) * rowStride);
                    float* ahead = nextBlock + (call % lines * lineStep);
                    call++;
                    Addend addend = product.AddendOfTile(start, column, begun: k > 0);
                    EdgeTile<TPolicy, TVector>.Run(count, columns, depth, a, 1, rowStride, b, bStep, product.C + (start * product.CRow) + column, product.CRow, addend, ahead, aheadStep);
                }
            }
        }
    }
}
