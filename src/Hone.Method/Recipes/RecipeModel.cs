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

    /// <summary>Writes the model for <c>hone predict</c>.</summary>
    /// <exception cref="HoneException">It cannot be told as data, or the file cannot be written.</exception>
    internal abstract void Save(string path);

    /// <summary>Reads a file that <see cref="Save"/> wrote; null where the file is for another reader than this part of the program.</summary>
    internal virtual RecipeModel? Reload(string path) => null;

    private protected static IReadOnlyList<int> PositionsOf(Recipe recipe, Part part) => part == Part.Test ? recipe.Test : recipe.Valid;
}
