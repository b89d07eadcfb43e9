namespace Hone.Kernels;

/// <summary>
/// The order in which output pixels are gathered into register tiles. Pixels whose coordinates agree modulo
/// (StepHeight, StepWidth) form a band; inside a band they run over image, line and column.
/// </summary>
/// <remarks>
/// Steps (1, 1): row-major. Steps (stride, stride): the pixels of a strided backward pass that use the same taps come
/// together.
/// </remarks>
internal readonly record struct PixelOrder(int Batch, int Height, int Width, int StepHeight, int StepWidth)
{
    /// <summary>The order for a pass, from its shape alone.</summary>
    public static PixelOrder For(in DirectProblem problem)
    {
        int stepHeight = Math.Max(1, Math.Min(problem.Vertical.Divisor, problem.OutHeight));
        int stepWidth = Math.Max(1, Math.Min(problem.Horizontal.Divisor, problem.OutWidth));
        return new PixelOrder(problem.Batch, problem.OutHeight, problem.OutWidth, stepHeight, stepWidth);
    }

    public int Bands => StepHeight * StepWidth;

    public int LinesInBand(int band) => (Height - (band / StepWidth) + StepHeight - 1) / StepHeight;

    public int ColumnsInBand(int band) => (Width - (band % StepWidth) + StepWidth - 1) / StepWidth;

    public nint RowsInBand(int band) => (nint)Batch * LinesInBand(band) * ColumnsInBand(band);

    public nint TilesInBand(int band) => (RowsInBand(band) + RowKernel.MaxRows - 1) / RowKernel.MaxRows;

    public nint Tiles()
    {
        nint tiles = 0;
        for (int band = 0; band < Bands; band++)
        {
            tiles += TilesInBand(band);
        }

        return tiles;
    }
}
