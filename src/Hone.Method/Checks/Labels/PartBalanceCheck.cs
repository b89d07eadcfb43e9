namespace Hone.Method;

/// <summary>The balance of the classes of a target over train and valid; see <see cref="ClassBalanceCheck"/>.</summary>
/// <param name="parts">The split; null where there is none.</param>
/// <param name="target">The target; null where there is none.</param>
internal sealed class PartBalanceCheck(PartIndex? parts, CheckTarget? target) : Check
{
    /// <inheritdoc/>
    public override string Id => "split/balance";

    /// <inheritdoc/>
    public override CheckResult Run(CancellationToken cancellationToken)
    {
        if (PartIndex.Missing(parts) is { } reason)
        {
            return CheckResult.NotChecked(Id, reason);
        }

        if (target is not { IsClasses: true })
        {
            return CheckResult.NotChecked(Id, target is null ? "no target" : "the target is a number; see split/column-drift");
        }

        CheckResult result = new ClassBalanceCheck(target.Classes, Labels(parts!.Train), Labels(parts.Valid)).Run(cancellationToken);
        return result.Outcome == CheckOutcome.NotChecked ? CheckResult.NotChecked(Id, result.Message) : CheckResult.Of(Id, result.Message, result.Findings);
    }

    private int[] Labels(int[] items) => target!.Known(items).Select(item => target.Codes[item]).ToArray();
}
