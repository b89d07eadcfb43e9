namespace Hone.Learn;

/// <summary>Options of <see cref="LearnerExport"/>.</summary>
public sealed record ExportOptions
{
    /// <summary>What the file may name; Hone's own models, layers and transforms unless told.</summary>
    public ConfigCatalog Catalog { get; init; } = ConfigCatalog.Default;
}
