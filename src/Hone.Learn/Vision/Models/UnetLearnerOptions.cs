using Hone.Nn;

namespace Hone.Learn;

/// <summary>Options of <see cref="UnetLearner"/>; the defaults are fastai's.</summary>
public sealed record UnetLearnerOptions
{
    /// <summary>Weights of the classifier by path; null trains from scratch, without freezing.</summary>
    public IReadOnlyDictionary<string, Tensor>? Weights { get; init; }

    /// <summary>Values of each pixel of the answer; null stands for the number of classes.</summary>
    public int? Outputs { get; init; }

    /// <summary>The net; its image size is taken from the data.</summary>
    public DynamicUnetOptions Unet { get; init; } = new();

    /// <summary>Whether images are normalized by the statistics that pretrained weights expect, when nothing normalizes them yet; true.</summary>
    public bool Normalize { get; init; } = true;

    /// <summary>Seed of the first values.</summary>
    public long Seed { get; init; } = 42;

    /// <summary>How it learns; groups that are not set are those of the backbone.</summary>
    public LearnerOptions Learner { get; init; } = new();
}
