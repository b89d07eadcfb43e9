namespace Hone.Memory;

/// <summary>The purposes for which a kernel may hold working memory at the same time on one thread.</summary>
internal enum ScratchSlot
{
    GemmPackedA,
    GemmPackedB,
    GemmPartials,
    ConvTaps,
    ConvPackedInput,
    ConvPackedGradient,
    ConvSegments,
    ConvWeights,
    ConvPairs,
    ConvPartials,
    ConvOffsets,
    ConvGroupWeights,
    WinogradInput,
    WinogradOutput,
    WinogradWeights,
    WinogradSink,
    Zeros,
    Reduction,
    SumPartials,
    RowPlaces,
    AttentionScores,
    AttentionGradients,
    AttentionRows,
    Recurrent,
    ResizeRows,
    PoolLines,
    Count,
}
