namespace Hone.Method;

/// <summary>Brings the outputs of a model into the order of the classes of a recipe.</summary>
internal static class ClassOrder
{
    /// <summary>For each class of the recipe the output of the model, -1 where the model does not know it; all outputs as they are where the model answers with numbers.</summary>
    /// <exception cref="RecipeException">The model knows a class that the recipe does not, or answers with numbers where classes are judged.</exception>
    public static int[] Of(IReadOnlyList<string> vocab, IReadOnlyList<string> classes, int width)
    {
        if (classes.Count == 0 || (vocab.Count == 0 && width is 1 or 2 && classes.Count == 2))
        {
            return [.. Enumerable.Range(0, width)];
        }

        string[] known = [.. vocab];
        string? foreign = Array.Find(known, name => !classes.Contains(name));
        if (known.Length != width || foreign is not null)
        {
            throw new RecipeException(
                ExitCode.BadInput,
                $"one output for each of the {classes.Count} classes: {string.Join(", ", classes.Take(5))}",
                foreign is null ? $"{width} outputs and {known.Length} class names" : $"class '{foreign}' among {known.Length}",
                "the model of the recipe",
                "give the block recipe.ClassNames as its vocabulary");
        }

        return [.. classes.Select(name => Array.IndexOf(known, name))];
    }
}
