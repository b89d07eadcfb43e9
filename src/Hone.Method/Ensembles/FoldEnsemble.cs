using Hone.Learn;

namespace Hone.Method;

/// <summary>
/// The models that a recipe has trained in the folds of its split, for new data (M59): their answers are averaged, and the honest number is the out-of-fold score, where each item was judged by a model that has
/// not seen it.
/// </summary>
/// <example><code>
/// FoldEnsemble folds = FoldEnsemble.Open(project, "image");
/// foreach (FilePrediction answer in folds.Pictures!.PredictFiles(files)) ...
/// Console.WriteLine($"{folds.Metric} {folds.Score}");
/// </code></example>
public sealed class FoldEnsemble
{
    // A recipe's folds are kept under its name and eight digits of a hash; see RecipeFolds.
    private const int HashDigits = 8;

    private FoldEnsemble(string recipe, string metric, OutOfFoldScore score, IReadOnlyList<string> files, PredictorOptions options)
    {
        Recipe = recipe;
        Metric = metric;
        Score = score;
        if (TablePredictor.IsTable(files[0]))
        {
            Table = TableEnsemble.Of([.. files.Select(file => TablePredictor.Load(file))]);
        }
        else
        {
            Pictures = PredictorEnsemble.Of([.. files.Select(file => Predictor.Load(file, options))]);
        }
    }

    /// <summary>The name under which the folds are kept in <c>oof</c>: that of the recipe, and a hash of its text and options.</summary>
    public string Recipe { get; }

    /// <summary>The metric of the project.</summary>
    public string Metric { get; }

    /// <summary>The out-of-fold score: what the models are worth on items that they have not seen. The ensemble of them is rarely worse.</summary>
    public OutOfFoldScore Score { get; }

    /// <summary>The models where they are for pictures; else null.</summary>
    public PredictorEnsemble? Pictures { get; }

    /// <summary>The models where they are for the rows of a table; else null.</summary>
    public TableEnsemble? Table { get; }

    /// <summary>Reads the models of all folds.</summary>
    /// <param name="project">The project.</param>
    /// <param name="name">A recipe (its name or its file; of several trainings in folds the newest), the name of out-of-fold predictions, or the run of one fold.</param>
    /// <param name="options">How pictures are predicted; null for the defaults.</param>
    /// <exception cref="EnsembleException">Nothing was trained in folds under this name, a fold is missing, or one has exported no model.</exception>
    /// <exception cref="HoneException">The models do not fit together, or a file is damaged; the message names it.</exception>
    public static FoldEnsemble Open(Project project, string name, PredictorOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(project);
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        OutOfFoldSet set = OutOfFoldStore.Of(project).Open(SetOf(project, name));
        if (!set.IsComplete)
        {
            throw new EnsembleException(
                ExitCode.Refused,
                $"the models of all {set.FoldCount} folds",
                $"{set.RunIds.Count}: missing {string.Join(", ", set.MissingFolds.Select(fold => $"fold {fold}"))}",
                $"recipe '{set.Recipe}', which is incomplete",
                "hone train RECIPE.cs --folds trains those that are missing");
        }

        string[] files = [.. set.RunIds.Select(run => ModelOf(project.Runs.Find(run)))];
        return new FoldEnsemble(set.Recipe, project.Charter.Metric, set.Score(ProjectMetric.Of(project)), files, options ?? new PredictorOptions());
    }

    private static string SetOf(Project project, string name)
    {
        IReadOnlyList<string> sets = OutOfFoldStore.Of(project).Recipes;
        if (sets.Contains(name))
        {
            return name;
        }

        string recipe = Path.GetFileNameWithoutExtension(name);
        string? newest = sets
            .Where(set => set.Length == recipe.Length + 1 + HashDigits && set.StartsWith(recipe + "-", StringComparison.Ordinal))
            .MaxBy(set => OutOfFoldStore.Of(project).Open(set).RunIds.Max(StringComparer.Ordinal), StringComparer.Ordinal);
        if (newest is not null)
        {
            return newest;
        }

        string? ofRun = name.EndsWith(".cs", StringComparison.OrdinalIgnoreCase) ? null : RecipeOf(project, name);
        return ofRun is not null && sets.Contains(ofRun)
            ? ofRun
            : throw new EnsembleException(
                ExitCode.Usage,
                "a recipe that was trained in folds, or the run of a fold",
                $"'{name}'; {(sets.Count == 0 ? "nothing was trained in folds" : $"there are {string.Join(", ", sets.Take(5))}")}",
                Path.Combine(project.Directory, "oof"),
                "hone train RECIPE.cs --folds");
    }

    private static string? RecipeOf(Project project, string run)
    {
        try
        {
            RunRecord? record = project.Runs.Find(run).Record;
            return record is not null && record.Tags.Contains(CrossValidation.Tag) ? record.Params.GetValueOrDefault("recipe") : null;
        }
        catch (RunException)
        {
            // Neither a run: what is told then names what there is.
            return null;
        }
    }

    private static string ModelOf(StoredRun run)
    {
        string path = RecipeScoring.ModelIn(run.Directory);
        return File.Exists(path)
            ? path
            : throw new EnsembleException(
                ExitCode.BadInput,
                "an exported model in the run of each fold",
                $"none in run {run.Id} ({run.Record?.Name})",
                path,
                "a recipe whose model can be told as data exports one: its warnings say why this one could not");
    }
}
