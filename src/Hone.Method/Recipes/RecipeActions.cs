namespace Hone.Method;

/// <summary>
/// What the program of a recipe can do. <c>hone VERB RECIPE.cs</c> starts the program with <c>--action NAME</c> and hands its exit code on. A new verb is one more line here: it takes the session, and
/// from it untrained learners (<see cref="RecipeSession.CreateLearner()"/>, as <c>new ModelProbe(session.CreateLearner)</c> wants it) or runs; its own options are in
/// <see cref="RecipeCommandLine.Extras"/>, which <c>--with name=value</c> fills; its results go to <see cref="RecipeConsole"/>.
/// </summary>
internal static class RecipeActions
{
    public const string Train = "train";

    private static readonly SortedDictionary<string, RecipeAction> ByName = new(StringComparer.Ordinal)
    {
        [Train] = (session, _, console) =>
        {
            console.Show(session.Train());
            return ExitCode.Pass;
        },
    };

    /// <exception cref="RecipeException">There is no such action.</exception>
    public static RecipeAction Find(string name) => ByName.TryGetValue(name, out RecipeAction? action)
        ? action
        : throw new RecipeException(ExitCode.Usage, $"one of {string.Join(", ", ByName.Keys)} after --action", $"'{name}'", "the command line of the recipe", "leave --action out to train");
}
