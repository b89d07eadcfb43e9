namespace Hone.Kernels;

/// <summary>Lists the stretches of pixels over which a tap multiplies input and gradient, without those that would read padding.</summary>
internal static unsafe class WeightGradientSegments
{
    /// <summary>Fills <paramref name="segments"/> for one tap of a packed block and returns their number.</summary>
    public static int Build(in ConvShape shape, in WeightGradientPlan plan, in WeightGradientBlock block, int tap, PackedSegment* segments)
    {
        int lineShift = (tap / shape.KernelWidth * shape.DilationHeight) - shape.PaddingHeight;
        int columnShift = (tap % shape.KernelWidth * shape.DilationWidth) - shape.PaddingWidth;

        // Output columns whose source column x * stride + shift lies in the picture.
        int stride = shape.StrideWidth;
        int firstColumn = columnShift >= 0 ? 0 : (-columnShift + stride - 1) / stride;
        int lastSource = shape.InWidth - 1 - columnShift;
        int endColumn = lastSource < 0 ? 0 : Math.Min(shape.OutWidth, (lastSource / stride) + 1);
        if (endColumn <= firstColumn)
        {
            return 0;
        }

        return plan.PositionMajor
            ? AlongImages(shape, block, lineShift, columnShift, firstColumn, endColumn, segments)
            : AlongColumns(shape, block, lineShift, columnShift, firstColumn, endColumn, segments);
    }

    private static int AlongColumns(
        in ConvShape shape, in WeightGradientBlock block, int lineShift, int columnShift, int firstColumn, int endColumn, PackedSegment* segments)
    {
        int count = 0;
        int firstSource = (firstColumn * shape.StrideWidth) + columnShift;
        for (int image = 0; image < block.Images; image++)
        {
            for (int line = 0; line < block.Lines; line++)
            {
                int source = ((block.FirstLine + line) * shape.StrideHeight) + lineShift;
                if ((uint)source >= (uint)shape.InHeight)
                {
                    continue;
                }

                nint inPixel = ((((nint)image * block.InLines) + source - block.FirstInLine) * shape.InWidth) + firstSource;
                nint outPixel = ((((nint)image * block.Lines) + line) * shape.OutWidth) + firstColumn;
                segments[count].A = block.Input + (inPixel * RowKernel.MaxRows);
                segments[count].B = block.Gradient + (outPixel * ConvShape.PanelWidth);
                segments[count].Count = endColumn - firstColumn;
                count++;
            }
        }

        return count;
    }

    private static int AlongImages(
        in ConvShape shape, in WeightGradientBlock block, int lineShift, int columnShift, int firstColumn, int endColumn, PackedSegment* segments)
    {
        int count = 0;
        for (int line = 0; line < block.Lines; line++)
        {
            int source = ((block.FirstLine + line) * shape.StrideHeight) + lineShift;
            if ((uint)source >= (uint)shape.InHeight)
            {
                continue;
            }

            for (int column = firstColumn; column < endColumn; column++)
            {
                nint inPosition = ((nint)(source - block.FirstInLine) * shape.InWidth) + (column * shape.StrideWidth) + columnShift;
                nint outPosition = ((nint)line * shape.OutWidth) + column;
                segments[count].A = block.Input + (inPosition * block.Images * RowKernel.MaxRows);
                segments[count].B = block.Gradient + (outPosition * block.Images * ConvShape.PanelWidth);
                segments[count].Count = block.Images;
                count++;
            }
        }

        return count;
    }
}
