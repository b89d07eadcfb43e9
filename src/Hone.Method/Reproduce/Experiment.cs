using Hone.Learn;
using Hone.Learn.Datasets;

namespace Hone.Method;

/// <summary>What a published training is given from outside: where the data are, the seed, and who listens. Everything else is the training's own.</summary>
public sealed record Experiment
{
    /// <summary>Where datasets are looked for.</summary>
    public DatasetLocatorOptions Data { get; init; } = new();

    /// <summary>Seed of first values, order and augmentation; never of the split, so that all seeds are judged on the same items.</summary>
    public long Seed { get; init; } = 42;

    /// <summary>Epochs instead of the training's own number, for a quick look; null for the published figure.</summary>
    public int? Epochs { get; init; }

    /// <summary>Receives the lines that a reader wants to see: the split, the baseline, the table of epochs.</summary>
    public Action<string> Say { get; init; } = _ => { };

    /// <summary>Receives speed, losses and time left.</summary>
    public IProgress<TrainingProgress>? Progress { get; init; }

    /// <summary>Ends the training after the present batch.</summary>
    public CancellationToken CancellationToken { get; init; }

    /// <summary>How a fit of this experiment reports and stops.</summary>
    public FitOptions Fit => new() { Progress = Progress, CancellationToken = CancellationToken };
}
