namespace Hone.Method;

/// <summary>Any model, as a function from positions to outputs.</summary>
internal sealed class FunctionModel(Func<IReadOnlyList<int>, float[]> outputs) : RecipeModel
{
    internal override bool HasFile => false;

    internal override ModelAnswers? Predict(Recipe recipe, Part part, CancellationToken cancellationToken)
    {
        IReadOnlyList<int> positions = PositionsOf(recipe, part);
        float[] said = outputs(positions);
        int width = recipe.ClassNames.Count > 0 ? recipe.ClassNames.Count : Math.Max(1, recipe.Items.Targets.Count);
        bool isOneOfTwo = recipe.ClassNames.Count == 2 && said.Length == positions.Count;
        bool fits = said.Length == positions.Count * width || isOneOfTwo || (recipe.Items.Targets.Count == 0 && said.Length > 0 && said.Length % positions.Count == 0);
        return fits
            ? new ModelAnswers(said)
            : throw new RecipeException(
                ExitCode.BadInput,
                $"{width} outputs for each of {positions.Count} items, {positions.Count * width} numbers",
                $"{said.Length} numbers",
                "the function of recipe.Predicts",
                recipe.ClassNames.Count > 0 ? "return a probability for each of recipe.ClassNames, item by item" : width == 1 ? "return one number for each position" : $"return {width} numbers for each position, item by item");
    }

    internal override void Save(string path) => throw new NotSupportedException("A function has no file.");
}
