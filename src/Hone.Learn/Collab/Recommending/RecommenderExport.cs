namespace Hone.Learn;

/// <summary>Writes what was learned from choices into a file for recommendations.</summary>
public static class RecommenderExport
{
    /// <summary>Writes the model of a learner with its users, items and their choices into one <c>.hone</c> file; <see cref="Recommender.Load"/> reads it, and so does <c>hone predict</c>.</summary>
    /// <param name="learner">A learner of <see cref="ImplicitLearner.Create"/>.</param>
    /// <param name="data">The choices that it was made with.</param>
    /// <param name="path">The file, such as <c>films.hone</c>; its folder is created when missing.</param>
    /// <param name="options">The catalog of configurations; Hone's own unless told.</param>
    /// <exception cref="HoneException">The model cannot be told as data or is not for these choices, or the file cannot be written.</exception>
    public static void ExportRecommender(this Learner learner, ImplicitData data, string path, ExportOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(learner);
        Recommender.Of(learner, data).Save(path, options);
    }
}
