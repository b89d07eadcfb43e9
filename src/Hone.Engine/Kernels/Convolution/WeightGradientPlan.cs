namespace Hone.Kernels;

/// <summary>How the gradient of the weights is cut up, from the shape alone, so that its sums have the same order on any machine.</summary>
/// <remarks>
/// The sum over pixels is cut into <see cref="PixelParts"/>, each with a partial gradient, added up at the end. Large weights,
/// whose partials would be expensive, are cut into <see cref="ColumnParts"/> ranges of output channels instead.
/// Inside a part, blocks of pixels are packed once and used by all taps.
/// </remarks>
internal readonly record struct WeightGradientPlan(
    int PixelParts,
    int ColumnParts,
    int ColumnsPerPart,
    int ImagesPerBlock,
    int LinesPerBlock,
    int LineBlocks,
    int Blocks,
    bool PositionMajor)
{
    private const int WantedParts = 8;
    private const long PartMultiplyAdds = 400_000;

    /// <summary>Weights of more floats than this are cut by output channel first.</summary>
    private const long LargeWeights = 100_000;

    private const int ColumnsOfLargePart = 64;

    /// <summary>Floats of packed input and gradient in a block: half a megabyte, so that a block lives in the second-level cache.</summary>
    private const int BlockFloats = 128 * 1024;

    /// <summary>Maps of at most this many pixels are packed position by position, so that the sum runs along the images.</summary>
    private const int PositionMajorPixels = 64;

    public static WeightGradientPlan For(in ConvShape shape)
    {
        int wanted = (int)Math.Clamp(shape.MultiplyAdds / PartMultiplyAdds, 1, WantedParts);
        int columnParts = 1;
        if (shape.PackedWeightLength > LargeWeights)
        {
            columnParts = Math.Clamp(shape.OutChannels / ColumnsOfLargePart, 1, wanted);
        }

        // Whole pairs of panels to each part, so that a register tile never straddles two.
        int pairs = (shape.WeightPanels + 1) / 2;
        int pairsPerPart = (pairs + columnParts - 1) / columnParts;
        int columnsPerPart = pairsPerPart * 2 * ConvShape.PanelWidth;
        columnParts = (pairs + pairsPerPart - 1) / pairsPerPart;
        int pixelParts = Math.Max(1, wanted / columnParts);

        int pixels = shape.OutHeight * shape.OutWidth;
        int floatsPerPixel = (shape.InChannels * shape.StrideHeight * shape.StrideWidth) + Math.Min(columnsPerPart, shape.OutChannels);
        int blockPixels = Math.Max(1, BlockFloats / floatsPerPixel);
        int images = 1;
        int lines = shape.OutHeight;
        if (pixels <= blockPixels)
        {
            int imagesPerPart = (shape.Batch + pixelParts - 1) / pixelParts;
            images = Math.Clamp(blockPixels / pixels, 1, imagesPerPart);
        }
        else
        {
            lines = Math.Clamp(blockPixels / shape.OutWidth, 1, shape.OutHeight);
        }

        int lineBlocks = (shape.OutHeight + lines - 1) / lines;
        int blocks = (shape.Batch + images - 1) / images * lineBlocks;
        pixelParts = Math.Min(pixelParts, blocks);
        bool positionMajor = pixels <= PositionMajorPixels && images >= shape.OutWidth;
        return new WeightGradientPlan(pixelParts, columnParts, columnsPerPart, images, lines, lineBlocks, blocks, positionMajor);
    }
}
