namespace Hone.Method;

/// <summary>
/// Asks whether the split follows the order of the rows: a model that knows nothing but the number of a row tells train and valid apart with an AUC above
/// max(0.6, 0.5 + 3 SE). warn where the split is declared random, else info.
/// </summary>
/// <param name="parts">The split; null where there is none.</param>
/// <param name="nature">What the split promises.</param>
/// <param name="seed">The seed of sample and folds.</param>
internal sealed class RowOrderCheck(PartIndex? parts, SplitNature nature, ulong seed) : Check
{
    private const double LeastLimit = 0.6;
    private const int FewestItems = 20;

    /// <inheritdoc/>
    public override string Id => "split/row-order";

    /// <inheritdoc/>
    public override CheckResult Run(CancellationToken cancellationToken)
    {
        if (PartIndex.Missing(parts) is { } reason)
        {
            return CheckResult.NotChecked(Id, reason);
        }

        if (parts!.Train.Length < FewestItems || parts.Valid.Length < FewestItems)
        {
            return CheckResult.NotChecked(Id, $"{parts.Train.Length} training and {parts.Valid.Length} validation rows: {FewestItems} of each are needed");
        }

        var rows = new CheckFeature("row", Enumerable.Range(0, parts.Parts.Count).Select(row => (double)row).ToArray(), false);
        AdversarialModel model = AdversarialModel.Run([rows], parts.Train, parts.Valid, seed, cancellationToken);
        double limit = model.Limit(LeastLimit);
        string what = $"the number of a row tells train and valid apart with an AUC of {CheckText.Number(model.Auc)}";
        if (model.Auc <= limit)
        {
            return CheckResult.Pass(Id, $"{what}, limit {CheckText.Number(limit)} (n = {parts.Parts.Count})");
        }

        return CheckResult.Of(Id, "", [new Finding
        {
            Id = Id,
            Severity = nature == SplitNature.Random ? Severity.Warn : Severity.Info,
            What = what,
            Evidence = $"train has the rows {parts.Train.Min()} to {parts.Train.Max()}, valid {parts.Valid.Min()} to {parts.Valid.Max()}",
            N = model.FirstItems.Length + model.SecondCount,
            Threshold = $"max(0.6, 0.5 + 3 SE) = {CheckText.Number(limit)}",
            HowToFix = "if rows are in the order of time this is a split by time: declare it; else shuffle before splitting",
            Why = "files are often sorted by class, place or day: their last part is not like their first",
        }]);
    }
}
