namespace Hone.Method;

/// <summary>
/// Adversarial validation: can a model tell the parts apart? The limit is max(0.55, 0.5 + 3 SE) of the area under the ROC curve, so that it is right for 100 rows and
/// for 100,000. info up to 0.7, warn up to 0.8, error above; where a split by time or group was chosen, that is the shift you will face, and told as info.
/// </summary>
/// <param name="parts">The split; null where there is none.</param>
/// <param name="ids">The id of each item.</param>
/// <param name="features">The features, without ids and dates.</param>
/// <param name="identifiers">Ids and dates, which are looked at apart: what they add is a shift in time.</param>
/// <param name="settings">The seed.</param>
/// <param name="nature">What the split keeps apart, as declared or as seen.</param>
internal sealed class AdversarialDriftCheck(
    PartIndex? parts, IReadOnlyList<string> ids, Func<IReadOnlyList<CheckFeature>> features, Func<IReadOnlyList<CheckFeature>> identifiers, CheckSettings settings, Func<SplitNature> nature) : Check
{
    private const double LeastLimit = 0.55;
    private const double WarnAuc = 0.7;
    private const double ErrorAuc = 0.8;
    private const int FewestItems = 20;

    /// <inheritdoc/>
    public override string Id => "split/drift";

    /// <inheritdoc/>
    public override CheckResult Run(CancellationToken cancellationToken)
    {
        if (PartIndex.MissingTwo(parts) is { } reason)
        {
            return CheckResult.NotChecked(Id, reason);
        }

        IReadOnlyList<CheckFeature> seen = features();
        if (seen.Count == 0)
        {
            return CheckResult.NotChecked(Id, "no feature columns");
        }

        var findings = new List<Finding>();
        var looked = new List<string>();
        foreach (Part part in (Part[])[Part.Valid, Part.Test])
        {
            int[] others = parts!.Of(part);
            if (parts.Train.Length < FewestItems || others.Length < FewestItems)
            {
                looked.Add($"{SplitFingerprint.WordOf(part)} not looked at ({parts.Train.Length} and {others.Length} items, {FewestItems} of each are needed)");
                continue;
            }

            AdversarialModel model = AdversarialModel.Run(seen, parts.Train, others, settings.Seed, cancellationToken);
            looked.Add($"AUC {CheckText.Number(model.Auc)} between train and {SplitFingerprint.WordOf(part)}, limit {CheckText.Number(model.Limit(LeastLimit))}");
            if (model.Auc > model.Limit(LeastLimit))
            {
                findings.Add(FindingOf(model, seen, part, others, cancellationToken));
            }
        }

        if (looked.All(text => text.Contains("not looked at", StringComparison.Ordinal)))
        {
            return CheckResult.NotChecked(Id, string.Join("; ", looked));
        }

        return CheckResult.Of(Id, $"{string.Join("; ", looked)} (n = {parts!.Parts.Count})", findings);
    }

    private Finding FindingOf(AdversarialModel model, IReadOnlyList<CheckFeature> seen, Part part, int[] others, CancellationToken cancellationToken)
    {
        bool isExpected = nature() is SplitNature.Time or SplitNature.Group;
        Severity severity = model.Auc > ErrorAuc ? Severity.Error : model.Auc > WarnAuc ? Severity.Warn : Severity.Info;
        string[] causes = Enumerable.Range(0, seen.Count).OrderByDescending(f => model.Importances[f]).Take(3).Select(f => $"'{seen[f].Name}' ({Numbers.Percent(Math.Round(model.Importances[f], 2))})").ToArray();
        string[] alike = model.FirstItems.Zip(model.FirstScores).OrderByDescending(pair => pair.Second).Take(3).Select(pair => ids[pair.First]).ToArray();
        string word = SplitFingerprint.WordOf(part);
        return new Finding
        {
            Id = $"{Id}-{word}",
            Severity = isExpected ? Severity.Info : severity,
            What = $"a model tells train and {word} apart with an AUC of {CheckText.Number(model.Auc)}{(isExpected ? ": this is the shift you will face" : "")}{WithIdentifiers(model, seen, others, cancellationToken)}",
            Evidence = $"look at {string.Join(", ", causes)}; the training items most like {word}: {string.Join(", ", alike)}",
            N = model.FirstItems.Length + model.SecondCount,
            Threshold = $"max(0.55, 0.5 + 3 SE) = {CheckText.Number(model.Limit(LeastLimit))} info, {WarnAuc} warn, {ErrorAuc} error",
            HowToFix = isExpected ? "validate on the training items most like the later ones, and expect a lower score in use" : "find out why the parts differ; split anew at random, or by time or group if that is what you will meet",
            Why = "a score on items unlike those you learned from, or unlike those you will meet, says little",
        };
    }

    private string WithIdentifiers(AdversarialModel model, IReadOnlyList<CheckFeature> seen, int[] others, CancellationToken cancellationToken)
    {
        IReadOnlyList<CheckFeature> more = identifiers();
        if (more.Count == 0)
        {
            return "";
        }

        AdversarialModel all = AdversarialModel.Run([.. seen, .. more], parts!.Train, others, settings.Seed, cancellationToken);
        return $"; with ids and dates {CheckText.Number(all.Auc)}{(all.Auc > model.Auc + 0.1 ? ", so the parts differ in time" : "")}";
    }
}
