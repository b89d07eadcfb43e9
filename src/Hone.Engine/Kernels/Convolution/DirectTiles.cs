using System.Runtime.CompilerServices;

namespace Hone.Kernels;

/// <summary>Fills in the tiles of a chunk: which pixels, which taps, which pointers.</summary>
internal static unsafe class DirectTiles
{
    /// <summary>Writes tiles first..first+count-1 of the pass; <paramref name="taps"/> has room for all taps of each.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Build(in DirectJob job, nint first, int count, DirectTile* tiles, RowTap* taps)
    {
        PixelOrder order = job.Order;
        int band = 0;
        nint local = first;
        nint tilesInBand = order.TilesInBand(0);
        for (int i = 0; i < count; i++, local++)
        {
            while (local >= tilesInBand)
            {
                local -= tilesInBand;
                band++;
                tilesInBand = order.TilesInBand(band);
            }

            // Rows are spread evenly: seven rows make tiles of four and three, which keep the multiply-adders busier than six and one.
            nint rowsInBand = order.RowsInBand(band);
            nint firstRow = rowsInBand * local / tilesInBand;
            nint endRow = rowsInBand * (local + 1) / tilesInBand;
            BuildOne(job, band, firstRow, (int)(endRow - firstRow), tiles + i, taps + ((nint)i * job.Problem.Taps));
        }
    }

    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void BuildOne(in DirectJob job, int band, nint firstRow, int rows, DirectTile* tile, RowTap* taps)
    {
        PixelOrder order = job.Order;
        int lines = order.LinesInBand(band);
        int columns = order.ColumnsInBand(band);
        int kernelHeight = job.Problem.Vertical.Taps;
        int kernelWidth = job.Problem.Horizontal.Taps;

        float** images = stackalloc float*[RowKernel.MaxRows];
        nint** lineOffsets = stackalloc nint*[RowKernel.MaxRows];
        nint** columnOffsets = stackalloc nint*[RowKernel.MaxRows];

        // 1. The coordinates of each row.
        int column = (int)(firstRow % columns);
        int line = (int)(firstRow / columns % lines);
        int image = (int)(firstRow / columns / lines);
        for (int row = 0; row < rows; row++)
        {
            int y = (band / order.StepWidth) + (line * order.StepHeight);
            int x = (band % order.StepWidth) + (column * order.StepWidth);
            images[row] = job.Problem.Input + (image * job.Problem.InImageStride);
            lineOffsets[row] = job.LineOffsets + ((nint)y * kernelHeight);
            columnOffsets[row] = job.ColumnOffsets + ((nint)x * kernelWidth);
            tile->Outputs[row] = ((((nint)image * order.Height) + y) * order.Width + x) * job.Problem.OutPixelStride;
            if (++column == columns)
            {
                column = 0;
                if (++line == lines)
                {
                    line = 0;
                    image++;
                }
            }
        }

        // 2. Their spacing in the output.
        nint stride = rows > 1 ? (nint)(tile->Outputs[1] - tile->Outputs[0]) : job.Problem.OutPixelStride;
        for (int row = 2; row < rows; row++)
        {
            if (tile->Outputs[row] - tile->Outputs[row - 1] != stride)
            {
                stride = 0;
            }
        }

        // 3. One pointer for each tap and row; a tap that is padding for all rows is dropped.
        nint tapWeights = (nint)job.Problem.InChannels * ConvShape.PanelWidth;
        float* zeros = job.Zeros;
        float** pointers = stackalloc float*[RowKernel.MaxRows];
        for (int row = 0; row < RowKernel.MaxRows; row++)
        {
            pointers[row] = zeros;
        }

        int tapCount = 0;
        for (int a = 0; a < kernelHeight; a++)
        {
            for (int b = 0; b < kernelWidth; b++)
            {
                bool any = false;
                for (int row = 0; row < rows; row++)
                {
                    nint lineOffset = lineOffsets[row][a];
                    nint columnOffset = columnOffsets[row][b];
                    bool inside = (lineOffset | columnOffset) >= 0;
                    pointers[row] = inside ? images[row] + lineOffset + columnOffset : zeros;
                    any |= inside;
                }

                if (any)
                {
                    RowTap* tap = taps + tapCount++;
                    tap->Row0 = pointers[0];
                    tap->Row1 = pointers[1];
                    tap->Row2 = pointers[2];
                    tap->Row3 = pointers[3];
                    tap->Row4 = pointers[4];
                    tap->Row5 = pointers[5];
                    tap->WeightOffset = ((a * kernelWidth) + b) * tapWeights;
                }
            }
        }

        tile->Rows = rows;
        tile->RowStride = stride;
        tile->TapCount = tapCount;
        tile->Taps = taps;
    }
}
