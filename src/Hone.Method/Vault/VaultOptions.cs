namespace Hone.Method;

/// <summary>How a run is evaluated on the sealed test part.</summary>
public sealed record VaultOptions
{
    /// <summary>
    /// Whether the vault may be opened beyond its budget; false by default. The ledger and every report mark such an opening: a test part that is asked often becomes a validation part.
    /// </summary>
    public bool OverBudget { get; init; }

    /// <summary>A class of masks that is not judged, such as "unlabelled"; null for none.</summary>
    public int? IgnoredClass { get; init; }
}
