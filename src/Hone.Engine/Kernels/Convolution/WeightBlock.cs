namespace Hone.Kernels;

/// <summary>A block of weights: some input channels times a strip of output channels.</summary>
/// <param name="First">First input channel.</param>
/// <param name="End">Input channel behind the last.</param>
/// <param name="Column">First output channel.</param>
/// <param name="Columns">Output channels, whole registers.</param>
internal readonly record struct WeightBlock(int First, int End, int Column, int Columns)
{
    public int Channels => End - First;

    /// <summary>Floats from one frequency of the block to the next; a cache line more than it has, so that streams do not share cache sets.</summary>
    public nint Stride => ((nint)Channels * Columns) + ConvShape.PanelWidth;
}
