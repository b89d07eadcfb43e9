namespace Hone.Method;

/// <summary>One question about data, a split, a model or a run. It answers with a result; what it throws makes it broken.</summary>
public abstract class Check
{
    /// <summary>The id, such as <c>data/balance</c>.</summary>
    public abstract string Id { get; }

    /// <summary>Looks.</summary>
    /// <param name="cancellationToken">Ends a long check early.</param>
    public abstract CheckResult Run(CancellationToken cancellationToken);
}
