namespace Hone.Method;

/// <summary>A check that is made when its turn comes, because that costs something, such as a training.</summary>
/// <param name="id">The id of the check.</param>
/// <param name="create">Makes the check.</param>
internal sealed class LazyCheck(string id, Func<Check> create) : Check
{
    /// <inheritdoc/>
    public override string Id => id;

    /// <inheritdoc/>
    public override CheckResult Run(CancellationToken cancellationToken) => create().Run(cancellationToken);
}
