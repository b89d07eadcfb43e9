using Hone.Nn;

namespace Hone.Learn;

/// <summary>Recommendations from choices without ratings.</summary>
public static class ImplicitLearner
{
    /// <summary>Makes a dot product with biases, and a learner that ranks what was chosen above what was not.</summary>
    /// <remarks>The biases of users cancel out in the loss, those of items learn popularity. fastai has no counterpart.</remarks>
    /// <param name="data">The choices.</param>
    /// <param name="options">The defaults of <see cref="ImplicitLearnerOptions"/> unless told.</param>
    /// <returns>A learner whose model is a <see cref="CandidateScorer"/> over an <see cref="EmbeddingDotBias"/>.</returns>
    public static Learner Create(ImplicitData data, ImplicitLearnerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        options ??= new ImplicitLearnerOptions();
        var model = new CandidateScorer(new EmbeddingDotBias(options.Factors, data.Users.Count, data.Items.Count));
        LearnerOptions learner = options.ColdStart ? options.Learner with { Callbacks = [.. options.Learner.Callbacks, new ColdStart()] } : options.Learner;
        return new Learner(data.DataLoaders(options.Loaders, options.Negatives), model.Initialize(options.Seed), learner);
    }

    /// <summary>Items that a user has not chosen in the training rows, by score; an unknown user gets what average users like.</summary>
    /// <param name="learner">A learner of <see cref="Create"/>.</param>
    /// <param name="data">The choices that it was made with.</param>
    /// <param name="user">The user.</param>
    /// <param name="count">How many; 10.</param>
    /// <returns>The best first; equal ones in the order of the items.</returns>
    public static IReadOnlyList<ScoredItem> Recommend(Learner learner, ImplicitData data, string user, int count = 10)
    {
        ArgumentNullException.ThrowIfNull(learner);
        ArgumentNullException.ThrowIfNull(data);
        int code = Math.Max(0, data.Users.Skip(1).ToList().IndexOf(user) + 1);
        var one = new RankedUser(user, code, []);
        var dataset = new Dataset([new AllItemsColumn([one], data.Items.Count)], [], [user], [0]);
        ReadOnlySpan<float> row = learner.GetPreds(new DataLoader(dataset, new DataLoaderOptions { Workers = 0 })).Row(0);
        float[] scores = row.ToArray();
        return
        [
            .. Enumerable.Range(1, data.Items.Count - 1)
                .Where(item => !data.Seen.Contains(code, item))
                .OrderByDescending(item => scores[item])
                .Take(count)
                .Select(item => new ScoredItem(data.Items[item], scores[item])),
        ];
    }
}
