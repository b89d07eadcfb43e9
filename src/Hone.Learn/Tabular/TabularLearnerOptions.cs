using Hone.Nn;

namespace Hone.Learn;

/// <summary>Options of <see cref="TabularLearner"/>; the defaults are fastai's.</summary>
public sealed record TabularLearnerOptions
{
    /// <summary>The net: layers of 200 and 100, no dropout.</summary>
    public TabularModelOptions Model { get; init; } = new();

    /// <summary>Widths of embeddings by column, where <see cref="EmbeddingSize.Rule"/> shall not decide.</summary>
    public IReadOnlyDictionary<string, int> EmbeddingWidths { get; init; } = new Dictionary<string, int>();

    /// <summary>Batches; 64 rows, prepared on the thread that trains.</summary>
    public DataLoaderOptions Loaders { get; init; } = new() { Workers = 0 };

    /// <summary>Seed of the first values and of dropout.</summary>
    public long Seed { get; init; } = 42;

    /// <summary>How it learns; the loss is that of the target unless told.</summary>
    public LearnerOptions Learner { get; init; } = new();
}
