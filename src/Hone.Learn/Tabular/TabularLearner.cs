using Hone.Nn;

namespace Hone.Learn;

/// <summary>Learning from tables with embeddings; fastai's <c>tabular_learner</c>.</summary>
public static class TabularLearner
{
    /// <summary>Makes the net that fits a prepared table, and a learner over both.</summary>
    /// <remarks>
    /// Each categorical column gets an embedding of fastai's width, the outputs are the classes, or the numbers to predict. The loss is cross-entropy or mean squared
    /// error; an ordinal target is cut out of one score (<see cref="OrdinalModel"/>) and learned by cross-entropy too. The first values depend on the seed alone.
    /// </remarks>
    /// <param name="data">The prepared table.</param>
    /// <param name="options">fastai's defaults unless told.</param>
    /// <returns>A learner whose model is a <see cref="TabularModel"/>; for an ordinal target one within an <see cref="OrdinalModel"/>.</returns>
    /// <exception cref="HoneException">A width is given for a column that is not categorical, or the options of the net do not fit.</exception>
    public static Learner Create(TabularData data, TabularLearnerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        options ??= new TabularLearnerOptions();
        foreach (string name in options.EmbeddingWidths.Keys)
        {
            if (!data.Names.Categorical.Contains(name))
            {
                throw new HoneException($"Embeddings belong to categorical columns: {string.Join(", ", data.Names.Categorical)}.", $"a width for \"{name}\"", "TabularLearnerOptions.EmbeddingWidths", "check the spelling");
            }
        }

        EmbeddingSize[] sizes = [.. data.Names.Categorical.Select(name => SizeOf(name, data.Classes(name).Count, options))];
        var net = new TabularModel(sizes, data.Names.Continuous.Count, data.IsOrdinal ? 1 : data.Outputs, options.Model);
        Module model = data.IsOrdinal ? new OrdinalModel(net, data.Outputs) : net;
        return new Learner(data.DataLoaders(options.Loaders), model.Initialize(options.Seed), options.Learner);
    }

    private static EmbeddingSize SizeOf(string name, int categories, TabularLearnerOptions options) =>
        options.EmbeddingWidths.TryGetValue(name, out int width) ? new EmbeddingSize(categories, width) : EmbeddingSize.Rule(categories);
}
