namespace Hone.Method;

/// <summary>One question about the machine.</summary>
/// <param name="id">The id of the check.</param>
/// <param name="judge">The answer.</param>
internal sealed class MachineCheck(string id, Func<CheckResult> judge) : Check
{
    /// <inheritdoc/>
    public override string Id => id;

    /// <inheritdoc/>
    public override CheckResult Run(CancellationToken cancellationToken) => judge();
}
