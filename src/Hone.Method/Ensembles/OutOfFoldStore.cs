namespace Hone.Method;

/// <summary>
/// The out-of-fold predictions of each recipe, in <c>oof/RECIPE</c>: for every item what a model says that was trained on the other folds. They are what weights of
/// ensembles and label quality may be fitted on.
/// </summary>
/// <remarks>Each fold is a file of its own, so a fold that failed leaves the others as they are; <c>oof.json</c> is written last.</remarks>
public sealed class OutOfFoldStore
{
    private const string FileName = "oof.json";

    private readonly string _directory;

    private OutOfFoldStore(string directory)
    {
        _directory = directory;
    }

    /// <summary>The names of the recipes in ordinal order.</summary>
    public IReadOnlyList<string> Recipes => !Directory.Exists(_directory)
        ? []
        : [.. Directory.GetDirectories(_directory)
            .Where(folder => File.Exists(Path.Combine(folder, FileName)))
            .Select(folder => Path.GetFileName(folder))
            .Order(StringComparer.Ordinal)];

    /// <summary>The store of a project.</summary>
    /// <param name="project">The project.</param>
    public static OutOfFoldStore Of(Project project)
    {
        ArgumentNullException.ThrowIfNull(project);
        return new OutOfFoldStore(Path.Combine(project.Directory, "oof"));
    }

    /// <summary>Keeps what the model of one fold says about the items of that fold; a fold that is there already is replaced.</summary>
    /// <param name="recipe">Letters, digits, <c>-</c> and <c>_</c>; the name of the folder.</param>
    /// <param name="split">The frozen split that the folds come from.</param>
    /// <param name="foldCount">How many folds there are, at least 2.</param>
    /// <param name="fold">The number of this fold, 0 to <paramref name="foldCount"/> - 1.</param>
    /// <param name="runId">The run that trained the model.</param>
    /// <param name="predictions">The predictions for the items of this fold.</param>
    /// <param name="test">The same model's predictions for the test items; null when it has none.</param>
    /// <exception cref="EnsembleException">
    /// The name is no folder name, the fold does not exist, an item belongs to another fold already, or the recipe was predicted on another split.
    /// </exception>
    /// <exception cref="StorageException">A file cannot be written.</exception>
    public void SaveFold(string recipe, FrozenSplit split, int foldCount, int fold, string runId, RunPredictions predictions, UnlabelledPredictions? test = null)
    {
        ArgumentNullException.ThrowIfNull(split);
        ArgumentNullException.ThrowIfNull(predictions);
        RequireName(recipe);
        if (foldCount < 2 || fold < 0 || fold >= foldCount)
        {
            throw new EnsembleException(ExitCode.Usage, "at least 2 folds, numbered from 0", $"fold {fold} of {foldCount}", $"recipe '{recipe}'", "number the folds 0 to k - 1");
        }

        OutOfFoldFile file = File.Exists(FileOf(recipe))
            ? ReadFile(recipe)
            : new OutOfFoldFile { Recipe = recipe, SplitName = split.Name, SplitFingerprint = split.Fingerprint, FoldCount = foldCount, Parts = [] };
        if (file.SplitFingerprint != split.Fingerprint || file.FoldCount != foldCount)
        {
            throw new EnsembleException(
                ExitCode.Refused,
                $"{file.FoldCount} folds of split '{file.SplitName}' ({FrozenSplit.Short(file.SplitFingerprint)}), as the folds before",
                $"{foldCount} folds of split '{split.Name}' ({FrozenSplit.Short(split.Fingerprint)})",
                FileOf(recipe),
                "give the recipe another name: out-of-fold predictions of different splits do not mix");
        }

        RequireOwnItems(recipe, file, fold, predictions);
        predictions.Write(FoldFile(recipe, fold));
        test?.Write(TestFile(recipe, fold));
        var part = new OutOfFoldPart(fold, runId, predictions.Ids.Count, test is not null);
        OutOfFoldPart[] parts = [.. file.Parts.Where(other => other.Fold != fold).Append(part).OrderBy(each => each.Fold)];
        MethodJson.WriteFile(FileOf(recipe), file with { Parts = parts }, EnsembleJson.Default.OutOfFoldFile);
    }

    /// <summary>Reads what there is of a recipe, complete or not.</summary>
    /// <param name="recipe">Its name.</param>
    /// <exception cref="EnsembleException">There is no such recipe: the message lists those that there are.</exception>
    /// <exception cref="RunException">A file is missing or malformed.</exception>
    public OutOfFoldSet Open(string recipe)
    {
        if (!Recipes.Contains(recipe))
        {
            throw new EnsembleException(
                ExitCode.Usage,
                "a recipe with out-of-fold predictions",
                $"'{recipe}'; there are {Recipes.Count}: {string.Join(", ", Recipes.Take(5))}",
                _directory,
                "train it in folds first");
        }

        OutOfFoldFile file = ReadFile(recipe);
        RunPredictions[] folds = [.. file.Parts.Select(part => RunPredictions.Read(FoldFile(recipe, part.Fold)))];
        UnlabelledPredictions?[] tests = [.. file.Parts.Select(part => part.HasTest ? UnlabelledPredictions.Read(TestFile(recipe, part.Fold)) : null)];
        return new OutOfFoldSet(file, folds, tests);
    }

    private static void RequireName(string recipe)
    {
        bool isName = recipe.Length > 0 && recipe.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_');
        if (!isName)
        {
            throw new EnsembleException(ExitCode.Usage, "a recipe name of letters, digits, - and _", $"'{recipe}'", "the out-of-fold store", "such as 'resnet-mixup'");
        }
    }

    private void RequireOwnItems(string recipe, OutOfFoldFile file, int fold, RunPredictions predictions)
    {
        var own = predictions.Ids.ToHashSet(StringComparer.Ordinal);
        if (own.Count != predictions.Ids.Count)
        {
            throw new EnsembleException(
                ExitCode.BadInput, "ids that occur once", $"{predictions.Ids.Count} predictions for {own.Count} ids", $"fold {fold} of recipe '{recipe}'", "predict every item once");
        }

        foreach (OutOfFoldPart other in file.Parts.Where(part => part.Fold != fold))
        {
            RunPredictions before = RunPredictions.Read(FoldFile(recipe, other.Fold));
            string[] shared = [.. before.Ids.Where(own.Contains)];
            if (shared.Length > 0 || before.OutputCount != predictions.OutputCount || before.TargetCount != predictions.TargetCount)
            {
                throw new EnsembleException(
                    ExitCode.Refused,
                    $"items of fold {fold} only, with {before.OutputCount} outputs and {before.TargetCount} targets",
                    $"{shared.Length} items of fold {other.Fold} ({string.Join(", ", shared.Take(3))}), {predictions.OutputCount} outputs and {predictions.TargetCount} targets",
                    $"recipe '{recipe}'",
                    "predict each fold with the model that was trained on the others");
            }
        }
    }

    private OutOfFoldFile ReadFile(string recipe) =>
        MethodJson.ReadFile(FileOf(recipe), EnsembleJson.Default.OutOfFoldFile, "restore the file, or train the recipe in folds again");

    private string FileOf(string recipe) => Path.Combine(_directory, recipe, FileName);

    private string FoldFile(string recipe, int fold) => Path.Combine(_directory, recipe, $"fold-{fold}.csv");

    private string TestFile(string recipe, int fold) => Path.Combine(_directory, recipe, $"test-{fold}.csv");
}
