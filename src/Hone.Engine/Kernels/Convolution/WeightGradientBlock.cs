namespace Hone.Kernels;

/// <summary>A block of images and output lines, the input lines they need, and the packed copies of both.</summary>
internal unsafe struct WeightGradientBlock
{
    public int FirstImage;

    public int Images;

    public int FirstLine;

    public int Lines;

    public int FirstInLine;

    public int InLines;

    /// <summary>`[ceil(C / 6)][input pixels][6]`.</summary>
    public float* Input;

    public nint InputPanelStride;

    /// <summary>`[panels][output pixels][16]`.</summary>
    public float* Gradient;

    public nint GradientPanelStride;

    public static WeightGradientBlock For(in ConvShape shape, in WeightGradientPlan plan, int index)
    {
        WeightGradientBlock block = default;
        block.FirstImage = index / plan.LineBlocks * plan.ImagesPerBlock;
        block.Images = Math.Min(plan.ImagesPerBlock, shape.Batch - block.FirstImage);
        block.FirstLine = index % plan.LineBlocks * plan.LinesPerBlock;
        block.Lines = Math.Min(plan.LinesPerBlock, shape.OutHeight - block.FirstLine);
        int lastLine = block.FirstLine + block.Lines - 1;
        int firstIn = (block.FirstLine * shape.StrideHeight) - shape.PaddingHeight;
        int endIn = (lastLine * shape.StrideHeight) - shape.PaddingHeight + ((shape.KernelHeight - 1) * shape.DilationHeight) + 1;
        block.FirstInLine = Math.Clamp(firstIn, 0, shape.InHeight);
        block.InLines = Math.Max(0, Math.Min(endIn, shape.InHeight) - block.FirstInLine);
        return block;
    }
}
