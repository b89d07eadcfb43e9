using Hone.Nn;

namespace Hone.Learn;

/// <summary>Options of <see cref="CollabLearner"/>; the defaults are fastai's.</summary>
public sealed record CollabLearnerOptions
{
    /// <summary>Numbers that stand for each user and item; 50.</summary>
    public int Factors { get; init; } = 50;

    /// <summary>Range of the ratings; null for none. A little above the highest, such as 0 to 5.5, so that it can be reached.</summary>
    public SigmoidRange? YRange { get; init; }

    /// <summary>Whether a fully connected net joins user and item in place of a dot product; false.</summary>
    public bool UseNn { get; init; }

    /// <summary>Hidden layers of the net; null stands for one of <see cref="Factors"/>.</summary>
    public IReadOnlyList<int>? Layers { get; init; }

    /// <summary>Whether unknown users and items are taken for average ones, by <see cref="ColdStart"/>; true. fastai leaves them at their random first values.</summary>
    public bool ColdStart { get; init; } = true;

    /// <summary>Batches; 64 ratings, prepared on the thread that trains.</summary>
    public DataLoaderOptions Loaders { get; init; } = new() { Workers = 0 };

    /// <summary>Seed of the first values.</summary>
    public long Seed { get; init; } = 42;

    /// <summary>How it learns; the book takes a weight decay of 0.1 with the dot product.</summary>
    public LearnerOptions Learner { get; init; } = new();
}
