using Hone.Learn.Datasets;

namespace Hone.Method;

/// <summary>How a published figure is measured again.</summary>
public sealed record ReproduceOptions
{
    /// <summary>Where datasets are looked for.</summary>
    public DatasetLocatorOptions Data { get; init; } = new();

    /// <summary>How many seeds: 1, 2, 3, ... Default 3, as the published figures.</summary>
    public int Seeds { get; init; } = 3;

    /// <summary>The folder in which temporary projects are made. Default: the system's folder for temporary files.</summary>
    public string WorkFolder { get; init; } = Path.GetTempPath();
}
