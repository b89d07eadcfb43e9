using Hone.Nn;

namespace Hone.Learn;

/// <summary>Recommendations from ratings; fastai's <c>collab_learner</c>.</summary>
public static class CollabLearner
{
    /// <summary>Makes a dot product with biases (<see cref="EmbeddingDotBias"/>), or a net over embeddings (<see cref="TabularModel"/>), and a learner that minimizes the squared error.</summary>
    /// <example><code>
    /// var data = new CollabData(Frame.ReadCsv("ratings.csv"), new() { UserName = "userId", ItemName = "title", RatingName = "rating" });
    /// Learner learner = CollabLearner.Create(data, new() { YRange = new SigmoidRange(0, 5.5), Learner = new() { WeightDecay = 0.1 } });
    /// learner.FitOneCycle(5, 5e-3);
    /// </code></example>
    /// <param name="data">The ratings.</param>
    /// <param name="options">fastai's defaults unless told.</param>
    /// <returns>The learner.</returns>
    public static Learner Create(CollabData data, CollabLearnerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        options ??= new CollabLearnerOptions();
        Module model = options.UseNn ? Net(data, options) : new EmbeddingDotBias(options.Factors, data.Users.Count, data.Items.Count, new() { YRange = options.YRange });
        LearnerOptions learner = options.ColdStart ? options.Learner with { Callbacks = [.. options.Learner.Callbacks, new ColdStart()] } : options.Learner;
        return new Learner(data.Table.DataLoaders(options.Loaders), model.Initialize(options.Seed), learner);
    }

    private static TabularModel Net(CollabData data, CollabLearnerOptions options) => new(
        [EmbeddingSize.Rule(data.Users.Count), EmbeddingSize.Rule(data.Items.Count)],
        continuous: 0,
        outputs: 1,
        new TabularModelOptions { Layers = options.Layers ?? [options.Factors], YRange = options.YRange });
}
