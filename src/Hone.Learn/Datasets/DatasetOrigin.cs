namespace Hone.Learn.Datasets;

/// <summary>Which of the places, in their order of search, held a dataset.</summary>
public enum DatasetOrigin
{
    /// <summary>The folder that the user named for this run.</summary>
    DataFolder,

    /// <summary>The folder with several datasets that the user keeps.</summary>
    SharedFolder,

    /// <summary>The cache of earlier downloads.</summary>
    Cache,

    /// <summary>A package of the operating system.</summary>
    SystemPackage,

    /// <summary>Downloaded just now, and in the cache from now on.</summary>
    Download,
}
