namespace Hone.Learn.Datasets;

/// <summary>Where the files of a dataset are.</summary>
public sealed class DatasetLocation
{
    private readonly IReadOnlyDictionary<string, string> _paths;

    internal DatasetLocation(DatasetInfo dataset, DatasetOrigin origin, string folder, IReadOnlyDictionary<string, string> paths)
    {
        Dataset = dataset;
        Origin = origin;
        Folder = folder;
        _paths = paths;
    }

    /// <summary>The dataset.</summary>
    public DatasetInfo Dataset { get; }

    /// <summary>Which of the places it was.</summary>
    public DatasetOrigin Origin { get; }

    /// <summary>The folder that holds all files.</summary>
    public string Folder { get; }

    /// <summary>The path of one file.</summary>
    /// <param name="name">The name of a <see cref="DatasetFile"/> of this dataset.</param>
    /// <returns>The path, with or without ".gz".</returns>
    /// <exception cref="KeyNotFoundException">The dataset has no such file.</exception>
    public string PathOf(string name)
    {
        return _paths[name];
    }
}
