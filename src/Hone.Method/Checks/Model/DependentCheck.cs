namespace Hone.Method;

/// <summary>A check that can say something only where an earlier one found no error; else it is not checked, with that error as the reason.</summary>
/// <param name="first">The earlier check.</param>
/// <param name="check">The check.</param>
internal sealed class DependentCheck(OnceCheck first, Check check) : Check
{
    /// <inheritdoc/>
    public override string Id => check.Id;

    /// <inheritdoc/>
    public override CheckResult Run(CancellationToken cancellationToken)
    {
        CheckResult earlier = first.Run(cancellationToken);
        return earlier.IsError ? CheckResult.NotChecked(Id, $"{earlier.Id} comes first: {earlier.Message}") : check.Run(cancellationToken);
    }
}
