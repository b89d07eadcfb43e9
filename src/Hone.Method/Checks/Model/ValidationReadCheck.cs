using Hone.Learn;

namespace Hone.Method;

/// <summary>
/// Asks whether validation is the same in every epoch: the part is read as in two epochs, and every item must be the same to the last bit. error when not:
/// then something random, such as augmentation, changes what the model is judged by. warn when the loader leaves items out.
/// </summary>
/// <param name="data">The loaders of the recipe.</param>
public sealed class ValidationReadCheck(DataLoaders data) : Check
{
    private const int MostItems = 512;

    /// <inheritdoc/>
    public override string Id => "batch/validation";

    /// <inheritdoc/>
    public override CheckResult Run(CancellationToken cancellationToken)
    {
        DataLoader valid = data.Valid;
        if (valid.Dataset.Count == 0)
        {
            return CheckResult.NotChecked(Id, "0 validation items");
        }

        Dictionary<int, UInt128> first = LoaderContent.Read(valid, 0, MostItems, cancellationToken);
        Dictionary<int, UInt128> second = LoaderContent.Read(valid, 1, MostItems, cancellationToken);
        int[] changed = [.. first.Keys.Where(index => first[index] != second[index])];
        var findings = new List<Finding>();
        if (changed.Length > 0)
        {
            string[] random = [.. Names(valid)];
            findings.Add(new Finding
            {
                Id = "batch/validation-changes",
                Severity = Severity.Error,
                What = $"{changed.Length} of {first.Count} validation items differ from epoch to epoch: they are augmented",
                Evidence = $"{CheckText.First([.. changed.Select(index => valid.Dataset.Ids[index])])}; transforms {(random.Length > 0 ? string.Join(", ", random) : "of the columns themselves")}",
                N = first.Count,
                Threshold = "0 items",
                HowToFix = "augment the training part alone: leave Augment off for validation, and let random transforms say TrainOnly",
                Why = "a score on items that change is one of luck, and cannot be compared with the next one",
            });
        }

        if (valid.ItemCount < valid.Dataset.Count)
        {
            findings.Add(new Finding
            {
                Id = "batch/validation-left-out",
                Severity = Severity.Warn,
                What = $"validation leaves out {valid.Dataset.Count - valid.ItemCount} of {valid.Dataset.Count} items: the last batch is not full",
                Evidence = $"batches of {valid.BatchSize}, DropLast {valid.Options.DropLast}, PartialCount {valid.Options.PartialCount?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "none"}",
                N = valid.Dataset.Count,
                Threshold = "0 items",
                HowToFix = "switch DropLast and PartialCount off for validation",
                Why = "runs are compared item by item, and items that are left out have no score",
            });
        }

        return CheckResult.Of(Id, $"{first.Count} validation items are the same in two epochs (n = {valid.Dataset.Count})", findings);
    }

    /// <summary>The transforms that may draw: those that say that they are for training, or where none says so all of them.</summary>
    private static IEnumerable<string> Names(DataLoader valid)
    {
        string[] items = valid.Options.Augment ? [.. valid.Dataset.Transforms.Where(transform => transform.TrainOnly).Select(transform => transform.GetType().Name)] : [];
        string[] trained = [.. items, .. valid.Transforms.Where(transform => transform.TrainOnly).Select(transform => transform.GetType().Name)];
        return trained.Length > 0 ? trained : valid.Dataset.Transforms.Select(transform => transform.GetType().Name).Concat(valid.Transforms.Select(transform => transform.GetType().Name));
    }
}
