namespace Hone.Method;

/// <summary>A check whose result is kept, so that others can depend on it.</summary>
/// <param name="check">The check.</param>
internal sealed class OnceCheck(Check check) : Check
{
    private CheckResult? _result;

    /// <inheritdoc/>
    public override string Id => check.Id;

    /// <inheritdoc/>
    public override CheckResult Run(CancellationToken cancellationToken) => _result ??= check.Run(cancellationToken);
}
