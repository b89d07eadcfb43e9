namespace Hone.Method;

/// <summary>A check that this target has no use for: it is not checked, with the reason, which never looks like a pass.</summary>
/// <param name="check">The check that would run.</param>
/// <param name="reason">Why it cannot.</param>
internal sealed class NotForTargetCheck(Check check, string reason) : Check
{
    /// <inheritdoc/>
    public override string Id => check.Id;

    /// <inheritdoc/>
    public override CheckResult Run(CancellationToken cancellationToken) => CheckResult.NotChecked(Id, reason);
}
