namespace Hone.Learn;

/// <summary>What a checkpoint holds besides tensors.</summary>
internal sealed record CheckpointState(
    int FinishedEpochs,
    FitPlan Plan,
    long DataSeed,
    IReadOnlyDictionary<string, RandomStreamState> RandomStreams,
    IReadOnlyList<EpochRecord> Epochs,
    IReadOnlyList<EpochRecord> EarlierEpochs,
    long SmoothCount,
    double SmoothBiased);
