using Hone.Learn.Datasets;

namespace Hone.Method;

/// <summary>What <c>hone start</c> is asked to do.</summary>
public sealed record StartOptions
{
    /// <summary>The project folder to make, or to go on with when <see cref="Resume"/> is set. Default: <c>fashion</c> here.</summary>
    public string Directory { get; init; } = "fashion";

    /// <summary>All 60,000 + 10,000 images instead of the bundled sample of 6,000. Default false.</summary>
    public bool Full { get; init; }

    /// <summary>Where the full dataset is looked for.</summary>
    public DatasetLocatorOptions Data { get; init; } = new();

    /// <summary>The seed of split, weights, order and augmentation. Default 42.</summary>
    public long Seed { get; init; } = 42;

    /// <summary>Epochs over the training part; null for the default: <see cref="SampleEpochs"/>, or <see cref="FullEpochs"/> with <see cref="Full"/>.</summary>
    public int? Epochs { get; init; }

    /// <summary>Share of the training part that the final training uses; null for all of it. Validation stays whole, so that numbers compare.</summary>
    public double? Subset { get; init; }

    /// <summary>Goes on with a training that was stopped or killed. Default false.</summary>
    public bool Resume { get; init; }

    /// <summary>The command as it was typed, for the run record.</summary>
    public string? Command { get; init; }

    /// <summary>Epochs on the sample: enough for 4,200 images to reach the accuracy that is left in them.</summary>
    public static int SampleEpochs => 25;

    /// <summary>Epochs on all images: as in the published comparison (course22p2, five epochs).</summary>
    public static int FullEpochs => 5;
}
