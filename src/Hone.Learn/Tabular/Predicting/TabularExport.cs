namespace Hone.Learn;

/// <summary>Writes what was learned from a table into a file for predictions: the model, and what prepares rows for it.</summary>
public static class TabularExport
{
    /// <summary>Writes the net of a learner with the categories, fill values and means of its table into one <c>.hone</c> file; fastai's <c>export</c>.</summary>
    /// <remarks>For <see cref="TabularLearner"/>, and for <see cref="CollabLearner"/> with <see cref="CollabData.Table"/>. <see cref="TablePredictor.Load"/> reads it, and so does <c>hone predict</c>.</remarks>
    /// <param name="learner">The learner.</param>
    /// <param name="data">The table that it was made for.</param>
    /// <param name="path">The file, such as <c>adult.hone</c>; its folder is created when missing.</param>
    /// <param name="options">The catalog of configurations; Hone's own unless told.</param>
    /// <exception cref="HoneException">The net or a step cannot be told as data, the net does not fit the table, or the file cannot be written.</exception>
    public static void ExportTable(this Learner learner, TabularData data, string path, ExportOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(learner);
        TablePredictor.Of(data, new NetMember(learner.Model)).Save(path, options);
    }

    /// <summary>Writes trees with the categories, fill values and means of their table into one <c>.hone</c> file.</summary>
    /// <param name="model">Trees that were fitted on <see cref="TabularData.ToMatrix(IReadOnlyList{int})"/>, with its names.</param>
    /// <param name="data">The table.</param>
    /// <param name="path">The file.</param>
    /// <param name="options">The catalog of configurations; Hone's own unless told.</param>
    /// <exception cref="HoneException">A step cannot be told as data, the trees do not fit the table, or the file cannot be written.</exception>
    public static void ExportTable(this TreeModel model, TabularData data, string path, ExportOptions? options = null)
    {
        TablePredictor.Of(data, new TreeMember(model)).Save(path, options);
    }
}
