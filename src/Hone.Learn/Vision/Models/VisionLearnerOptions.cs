using Hone.Nn;

namespace Hone.Learn;

/// <summary>Options of <see cref="VisionLearner"/>; the defaults are fastai's.</summary>
public sealed record VisionLearnerOptions
{
    /// <summary>Weights of the classifier by path; null trains from scratch, without freezing.</summary>
    public IReadOnlyDictionary<string, Tensor>? Weights { get; init; }

    /// <summary>Number of outputs; null stands for the number of classes, or of values of a target that is no category.</summary>
    public int? Outputs { get; init; }

    /// <summary>The new head; null stands for fastai's.</summary>
    public ModelHeadOptions? Head { get; init; }

    /// <summary>Whether images are normalized by the statistics that pretrained weights expect, when nothing normalizes them yet; true.</summary>
    public bool Normalize { get; init; } = true;

    /// <summary>Seed of the first values and of dropout.</summary>
    public long Seed { get; init; } = 42;

    /// <summary>How it learns; groups that are not set are those of the backbone.</summary>
    public LearnerOptions Learner { get; init; } = new();
}
