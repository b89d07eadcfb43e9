namespace Hone.Kernels;

/// <summary>
/// The sizes of a 2-d convolution. Activations are channels-last and dense, weights are packed in panels of 16 output channels.
/// </summary>
/// <remarks>
/// Shapes: x `[Batch][InHeight][InWidth][InChannels]`, y `[Batch][OutHeight][OutWidth][OutChannels]`,
/// packed weight `[WeightPanels][Taps][GroupInChannels][16]`; the lanes past OutChannels in the last panel hold zero.
/// A panel may span several groups: lane k always belongs to output channel k, whatever its group.
/// </remarks>
internal readonly record struct ConvShape(
    int Batch,
    int InChannels,
    int OutChannels,
    int InHeight,
    int InWidth,
    int KernelHeight,
    int KernelWidth,
    int StrideHeight,
    int StrideWidth,
    int PaddingHeight,
    int PaddingWidth,
    int DilationHeight,
    int DilationWidth,
    int Groups)
{
    /// <summary>Output channels in one weight panel.</summary>
    public const int PanelWidth = 16;

    public int OutHeight => OutSize(InHeight, KernelHeight, StrideHeight, PaddingHeight, DilationHeight);

    public int OutWidth => OutSize(InWidth, KernelWidth, StrideWidth, PaddingWidth, DilationWidth);

    public int Taps => KernelHeight * KernelWidth;

    public int GroupInChannels => InChannels / Groups;

    public int GroupOutChannels => OutChannels / Groups;

    public int WeightPanels => (OutChannels + PanelWidth - 1) / PanelWidth;

    /// <summary>Elements of the packed weight, padding lanes included.</summary>
    public nint PackedWeightLength => (nint)WeightPanels * Taps * GroupInChannels * PanelWidth;

    /// <summary>Elements of the logical weight `[OutChannels, GroupInChannels, KernelHeight, KernelWidth]`.</summary>
    public nint WeightLength => (nint)OutChannels * GroupInChannels * Taps;

    public nint InputLength => (nint)Batch * InHeight * InWidth * InChannels;

    public nint OutputLength => (nint)Batch * OutHeight * OutWidth * OutChannels;

    /// <summary>Multiply-adds of one pass, taps that fall on padding included.</summary>
    public long MultiplyAdds => (long)OutputLength * GroupInChannels * Taps;

    /// <summary>True where each output channel reads exactly its own input channel.</summary>
    public bool IsDepthwise => Groups > 1 && GroupInChannels == 1 && GroupOutChannels == 1;

    /// <summary>Where element [k, c, tap] of the logical weight lies in the packed one; c counts inside the group.</summary>
    public nint PackedIndex(int k, int c, int tap) =>
        (((((nint)(k / PanelWidth) * Taps) + tap) * GroupInChannels) + c) * PanelWidth + (k % PanelWidth);

    private static int OutSize(int size, int kernel, int stride, int padding, int dilation)
    {
        long room = size + (2L * padding) - ((long)dilation * (kernel - 1)) - 1;
        return room < 0 ? 0 : (int)((room / stride) + 1);
    }
}
