namespace Hone.Method;

/// <summary>A training that is about to begin.</summary>
/// <param name="RunId">Its run.</param>
/// <param name="Model">The model in a few words.</param>
/// <param name="Parameters">Number of trainable parameters.</param>
/// <param name="Items">Training items an epoch.</param>
/// <param name="Subset">Their share of the training part.</param>
/// <param name="BatchSize">Items in a batch.</param>
/// <param name="Epochs">Number of epochs.</param>
/// <param name="FirstEpoch">Number of epochs that a resumed training has behind it; 0 for a new one.</param>
/// <param name="LearningRate">Peak rate of the schedule.</param>
public sealed record TrainingPlan(
    string RunId, string Model, int Parameters, int Items, double Subset, int BatchSize, int Epochs, int FirstEpoch, double LearningRate);
