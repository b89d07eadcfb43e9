using Hone.Learn.Datasets;

namespace Hone.Learn.Tests;

/// <summary>Real data that a machine may lack.</summary>
internal static class RealData
{
    /// <summary>The folder of the Debian package, or the test is skipped by name and reason.</summary>
    public static string FashionFolder()
    {
        string folder = DatasetCatalog.FashionMnist.SystemFolders[0];
        Assert.SkipUnless(Directory.Exists(folder), $"Fashion-MNIST is not installed in {folder}: {DatasetCatalog.FashionMnist.HowToGet}");
        return folder;
    }

    /// <summary>Where to look for a dataset that is never bundled; the test is skipped by name and reason when no data folder has it.</summary>
    public static DatasetLocatorOptions Shared(DatasetInfo dataset)
    {
        string? folder = Environment.GetEnvironmentVariable("HONE_DATA");
        bool isThere = folder is not null && dataset.Files.All(file => File.Exists(Path.Combine(folder, file.Name + ".gz")) || File.Exists(Path.Combine(folder, file.Name)));
        Assert.SkipUnless(isThere, $"{dataset.Name} is not in the folder of HONE_DATA ({folder ?? "not set"}): {dataset.HowToGet}");
        return new DatasetLocatorOptions { SharedFolder = folder };
    }
}
