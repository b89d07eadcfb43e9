using Hone.Memory;

namespace Hone.Kernels;

/// <content>Plan 3: blocks of rows are shared out.</content>
internal static unsafe partial class GemmSchedule<TPolicy, TVector>
{
    /// <summary>Tiles in a block of rows at most: with <see cref="TileShape{TPolicy, TVector}.MaxDepth"/> they fill a fraction of the second-level cache.</summary>
    private const int BlockTiles = 16;

    private static void RunRowBlocks(ref GemmJob job)
    {
        ref readonly MatrixProduct product = ref job.Product;
        int tiles = TileShape<TPolicy, TVector>.Tiles(product.Rows);
        int panels = TileShape<TPolicy, TVector>.Panels(product.Columns);

        // Packing B touches each of its elements once; with one or two tiles of rows that costs as much as it saves.
        job.DirectB = !job.IsPrepacked && product.B.Column == 1 && tiles <= 2;
        job.PackA = panels >= 4 || (product.A.Column != 1 && product.Depth > 64);
        if (!job.IsPrepacked && !(job.DirectB && product.Columns % PanelColumns == 0))
        {
            job.PackedB = Scratch.Floats(ScratchSlot.GemmPackedB, PackedLength(product.Columns, product.Depth));
            job.Parts = Math.Min(panels, 64);
            RunParts(ref job, product.Operations, &PackPanels);
        }

        int blocks = (tiles + BlockTiles - 1) / BlockTiles;
        job.Parts = Math.Min(tiles, (blocks + 7) / 8 * 8);
        RunParts(ref job, product.Operations, &MultiplyRowBlock);
    }

    private static void MultiplyRowBlock(void* state, int part)
    {
        ref GemmJob job = ref *(GemmJob*)state;
        ref readonly MatrixProduct product = ref job.Product;
        int rowStride = TileShape<TPolicy, TVector>.RowStride;
        int first = (int)((long)product.Rows * part / job.Parts);
        int rows = (int)((long)product.Rows * (part + 1) / job.Parts) - first;
        int tiles = TileShape<TPolicy, TVector>.Tiles(rows);
        int panels = TileShape<TPolicy, TVector>.Panels(product.Columns);
        int block = TileShape<TPolicy, TVector>.BlockDepth(product.Depth);
        nint panelStride = (nint)product.Depth * PanelColumns;
        int linesPerStep = Math.Max(1, PanelColumns / TileKernel.LineFloats);
        float* packed = job.PackA ? Scratch.Floats(ScratchSlot.GemmPackedA, (nint)tiles * rowStride * block) : null;

        for (int k = 0; k < product.Depth; k += block)
        {
            int depth = Math.Min(block, product.Depth - k);
            if (job.PackA)
            {
                TilePacking<TPolicy, TVector>.PackTiles(product.A.From(first, k), rows, tiles, depth, packed, (nint)rowStride * depth);
            }

            for (int panel = 0; panel < panels; panel++)
            {
                int column = panel * PanelColumns;
                int columns = Math.Min(PanelColumns, product.Columns - column);
                bool direct = job.DirectB && columns == PanelColumns;
                float* b = direct ? product.B.At(k, column) : job.PackedB + ((((nint)panel * product.Depth) + k) * PanelColumns);
                nint bStep = direct ? product.B.Row : PanelColumns;

                // While the tiles of this panel run, the first of them bring the next panel nearer.
                float* nextPanel = direct || panel == panels - 1 ? b : b + panelStride;
                for (int tile = 0; tile < tiles; tile++)
                {
                    int start = TileShape<TPolicy, TVector>.TileStart(rows, tiles, tile);
                    int count = TileShape<TPolicy, TVector>.TileStart(rows, tiles, tile + 1) - start;
                    float* ahead = tile < linesPerStep ? nextPanel + ((nint)tile * depth * TileKernel.LineFloats) : b;
                    nint aheadStep = TileKernel.LineFloats;
                    float* c = product.C + ((first + start) * product.CRow) + column;
                    Addend addend = product.AddendOfTile(first + start, column, begun: k > 0);
                    if (job.PackA)
                    {
                        EdgeTile<TPolicy, TVector>.Run(count, columns, depth, packed + ((nint)tile * rowStride * depth), 1, rowStride, b, bStep, c, product.CRow, addend, ahead, aheadStep);
                    }
                    else
                    {
                        EdgeTile<TPolicy, TVector>.Run(count, columns, depth, product.A.At(first + start, k), product.A.Row, product.A.Column, b, bStep, c, product.CRow, addend, ahead, aheadStep);
                    }
                }
            }
        }
    }
}
