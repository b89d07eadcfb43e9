namespace Hone.Learn;

/// <summary>What a recorder remembers between epochs, copied: for checkpoints, and for fits that are undone.</summary>
internal sealed record RecorderHistory(EpochRecord[] Epochs, double[] Losses, double[] LearningRates, double[] Momenta, long SmoothCount, double SmoothBiased);
