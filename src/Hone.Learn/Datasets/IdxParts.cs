using Hone.Learn.Data;

namespace Hone.Learn.Datasets;

/// <summary>Reads a part of a dataset that is published as MNIST is: two idx files a part.</summary>
internal static class IdxParts
{
    /// <summary>Reads images and labels and compares both with the catalog.</summary>
    /// <param name="location">Where the files are.</param>
    /// <param name="part">How their names begin.</param>
    /// <param name="classNames">The classes by label.</param>
    public static ImageSet Load(DatasetLocation location, string part, IReadOnlyList<string> classNames)
    {
        string imagesName = $"{part}-images-idx3-ubyte";
        string labelsName = $"{part}-labels-idx1-ubyte";
        string imagesPath = location.PathOf(imagesName);
        string labelsPath = location.PathOf(labelsName);
        IdxArray images = IdxFile.Read(imagesPath);
        IdxArray labels = IdxFile.Read(labelsPath);

        // First the mismatch that a person can repair at a glance, then the fingerprints.
        ImageSet set = ImageSet.FromIdx(images, labels, imagesPath, labelsPath, classNames);
        Verify(location, imagesName, images, imagesPath);
        Verify(location, labelsName, labels, labelsPath);
        return set;
    }

    private static void Verify(DatasetLocation location, string name, IdxArray array, string path)
    {
        DatasetFile file = location.Dataset.Files.Single(file => file.Name == name);
        ContentHash.Verify(file, array, path, $"remove the file if it is not wanted, then {location.Dataset.HowToGet}");
    }
}
