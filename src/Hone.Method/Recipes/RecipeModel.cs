namespace Hone.Method;

/// <summary>What a recipe returns: something that predicts the validation and test items of its run. Made by <see cref="Recipe.Model(Hone.Learn.Learner, Hone.Learn.TtaOptions?, Func{int, float[], float[]})"/> and its neighbors.</summary>
public abstract class RecipeModel
{
    private protected RecipeModel()
    {
    }

    /// <summary>Whether <see cref="Save"/> can write a file.</summary>
    internal virtual bool HasFile => true;

    /// <summary>What the model says about a part.</summary>
    /// <param name="recipe">The recipe: its items and its classes.</param>
    /// <param name="part">The validation or the test part.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    /// <returns>The answers in the order of the positions of the part; null where the model has no way to the test items.</returns>
    internal abstract ModelAnswers? Predict(Recipe recipe, Part part, CancellationToken cancellationToken);

    /// <summary>The class of each pixel of some items of a part, at the size of their pictures.</summary>
    /// <param name="recipe">The recipe: its items and its classes.</param>
    /// <param name="part">The validation or the test part.</param>
    /// <param name="positions">The items of the part that are asked for.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    /// <returns>The masks; null where the model has no way to the test items.</returns>
    /// <exception cref="RecipeException">The model has no masks to give.</exception>
    internal virtual MaskPredictions? PredictMasks(Recipe recipe, Part part, IReadOnlyList<int> positions, CancellationToken cancellationToken) => throw new RecipeException(
        ExitCode.Usage, "a model that answers for each pixel", "one that answers for each item", $"a project of masks, {recipe.Project.Directory}", "end the recipe with recipe.Model(learner) of a U-Net, or with recipe.PredictsMasks");

    /// <summary>Writes the model for <c>hone predict</c>.</summary>
    /// <exception cref="HoneException">It cannot be told as data, or the file cannot be written.</exception>
    internal abstract void Save(string path);

    /// <summary>Reads a file that <see cref="Save"/> wrote; null where the file is for another reader than this part of the program.</summary>
    internal virtual RecipeModel? Reload(string path) => null;

    private protected static IReadOnlyList<int> PositionsOf(Recipe recipe, Part part) => part == Part.Test ? recipe.Test : recipe.Valid;
}
