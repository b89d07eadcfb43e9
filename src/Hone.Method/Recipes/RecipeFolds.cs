using System.Security.Cryptography;
using System.Text;

namespace Hone.Method;

/// <summary>A recipe in the folds of its split (M15): a run for each fold, and what each model says about items that it has not seen.</summary>
internal static class RecipeFolds
{
    public static OutOfFoldScore Run(RecipeSession session, int? expected)
    {
        Split split = session.Split.Split;
        IReadOnlyList<SplitFold> folds = split.GetFolds();
        if (expected is int count && count != folds.Count)
        {
            throw new SplitException(
                ExitCode.Usage, $"the {folds.Count} folds of split '{session.Split.Name}'", $"--folds {count}", "the frozen split", $"leave the number out, or make and freeze another split: hone split make --folds {count}");
        }

        RecipeOptions options = session.Options;
        return CrossValidation.Run(
            session.Project,
            session.Split,
            NameOf(options),
            [.. folds.Select(fold => new CrossValidationFold(fold.Number, fold.TrainIndices, fold.ValidIndices))],
            (fold, run, _) => TrainFold(session, fold, run),
            plan => plan with { Command = options.Command, Seed = (ulong)options.Seed, Subset = options.Subset, Recipe = options.File },
            options.CancellationToken);
    }

    /// <summary>
    /// The name under which the folds are kept: that of the recipe, and a hash of everything that makes it what it is. A recipe that changed starts new folds; one that was interrupted goes on with the
    /// folds that are missing.
    /// </summary>
    public static string NameOf(RecipeOptions options)
    {
        IEnumerable<string> values = options.Values.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}={pair.Value}");
        string[] facts =
        [
            options.File is null ? "" : File.ReadAllText(options.File),
            FormattableString.Invariant($"{options.Seed} {options.Subset} {options.Epochs}"),
            .. values,
        ];
        string hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', facts))));
        return $"{options.Name}-{hash[..8]}";
    }

    private static FoldPredictions TrainFold(RecipeSession session, CrossValidationFold fold, RunWriter run)
    {
        RecipeParts parts = session.Parts.Fold(session.Options, fold);
        var training = new RecipeTraining(session.Project, session.Options, plan =>
        {
            // The run is there already; what the recipe says of itself comes to it.
            run.Update(record => record with { Params = Joined(plan.Params, record.Params) });
            return run;
        });
        return session.Execute(session.Options, parts, training, (recipe, model) => RecipeScoring.PredictAndExport(recipe, model, training), endsRun: false);
    }

    private static SortedDictionary<string, string> Joined(IReadOnlyDictionary<string, string> recipe, IReadOnlyDictionary<string, string> fold)
    {
        var joined = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach ((string name, string value) in recipe.Concat(fold))
        {
            joined[name] = value;
        }

        return joined;
    }
}
