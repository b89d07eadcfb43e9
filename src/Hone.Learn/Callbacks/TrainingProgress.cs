namespace Hone.Learn;

/// <summary>How far a training is, for a progress bar.</summary>
/// <param name="Epoch">The epoch, from 0.</param>
/// <param name="EpochCount">Epochs in the fit.</param>
/// <param name="IsTraining">Whether the training part of the epoch runs (or validation).</param>
/// <param name="Batch">Batches finished in this part.</param>
/// <param name="BatchCount">Batches in this part.</param>
/// <param name="ItemsPerSecond">Training items a second in this epoch; 0 before the first batch.</param>
/// <param name="TimeLeft">Estimate for the rest of the fit; null before there is a basis.</param>
/// <param name="TrainLoss">Smoothed training loss.</param>
/// <param name="FinishedEpoch">The line of the epoch that has just ended; null otherwise.</param>
public sealed record TrainingProgress(
    int Epoch,
    int EpochCount,
    bool IsTraining,
    int Batch,
    int BatchCount,
    double ItemsPerSecond,
    TimeSpan? TimeLeft,
    double TrainLoss,
    EpochRecord? FinishedEpoch);
