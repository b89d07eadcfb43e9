using Hone.Learn.Datasets;

namespace Hone.Method;

/// <summary>What is known about a file, a folder or a project that is to be checked.</summary>
public sealed record CheckSourceOptions
{
    /// <summary>What the columns of a table are, and metric, nature of the split and seed for data of every kind.</summary>
    public CheckedTableOptions Table { get; init; } = new();

    /// <summary>The name of the frozen split of a project; null takes the last one by name.</summary>
    public string? SplitName { get; init; }

    /// <summary>Where the full dataset of a project that <c>hone start</c> made is looked for.</summary>
    public DatasetLocatorOptions Data { get; init; } = new();
}
