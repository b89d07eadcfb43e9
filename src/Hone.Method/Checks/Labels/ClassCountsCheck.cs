namespace Hone.Method;

/// <summary>Asks whether each class of one set has enough items: warn below 0.1 / K of them, with the metric not to trust and the baseline to beat.</summary>
/// <param name="target">The target; null where there is none.</param>
internal sealed class ClassCountsCheck(CheckTarget? target) : Check
{
    private const double RarestShare = 0.1;

    /// <inheritdoc/>
    public override string Id => "data/class-counts";

    /// <inheritdoc/>
    public override CheckResult Run(CancellationToken cancellationToken)
    {
        if (target is not { IsClasses: true })
        {
            return CheckResult.NotChecked(Id, target is null ? "no target" : "the target is a number");
        }

        int classes = target.Classes.Count;
        int[] counts = new int[classes];
        foreach (int code in target.Codes.Where(code => code >= 0))
        {
            counts[code]++;
        }

        int n = counts.Sum();
        if (n == 0 || classes < 2)
        {
            return CheckResult.NotChecked(Id, $"{classes} classes among {n} known labels: balance needs at least 2");
        }

        int rarest = Array.IndexOf(counts, counts.Min());
        int most = Array.IndexOf(counts, counts.Max());
        double share = (double)counts[rarest] / n;
        double limit = RarestShare / classes;
        if (share >= limit)
        {
            return CheckResult.Pass(Id, $"{classes} classes from {counts[rarest]} to {counts[most]} items (n = {n})");
        }

        return CheckResult.Of(Id, "", [new Finding
        {
            Id = Id,
            Severity = Severity.Warn,
            What = $"class '{target.Classes[rarest]}' has {counts[rarest]} of {n} items ({Numbers.Percent(share)})",
            Evidence = $"always saying '{target.Classes[most]}' scores {Numbers.Percent((double)counts[most] / n)} accuracy",
            N = n,
            Threshold = $"0.1 / K = {Numbers.Percent(limit)}",
            HowToFix = "do not trust accuracy: use balanced accuracy or the area under the ROC curve, and beat the majority baseline",
            Why = "a model can ignore a rare class and still score well",
        }]);
    }
}
