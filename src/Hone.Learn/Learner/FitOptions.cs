namespace Hone.Learn;

/// <summary>How one fit runs.</summary>
public sealed record FitOptions
{
    /// <summary>Learning rate of this fit, or a slice over the parameter groups; null stands for the learner's.</summary>
    public LearningRates? LearningRate { get; init; }

    /// <summary>Callbacks of this fit, besides the learner's.</summary>
    public IReadOnlyList<Callback> Callbacks { get; init; } = [];

    /// <summary>Receives speed, losses and time left, at most ten times a second.</summary>
    public IProgress<TrainingProgress>? Progress { get; init; }

    /// <summary>Ends the fit after the present batch; checkpoints of finished epochs stay.</summary>
    public CancellationToken CancellationToken { get; init; }

    /// <summary>A checkpoint of the same fit, to go on after its last finished epoch; null starts at epoch 0. The model must have been initialized with the same seed, or its dropout draws other numbers.</summary>
    public string? ResumeFrom { get; init; }

    /// <summary>The clock for durations and speed.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
