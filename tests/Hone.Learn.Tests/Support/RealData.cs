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
}
