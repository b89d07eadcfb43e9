namespace Hone.Learn.Datasets;

/// <summary>The datasets that Hone knows by name.</summary>
public static class DatasetCatalog
{
    /// <summary>Fashion-MNIST: 60,000 + 10,000 gray images of 28x28 pixels in 10 classes of clothing.</summary>
    public static DatasetInfo FashionMnist { get; } = new()
    {
        Name = "fashion-mnist",
        Title = "Fashion-MNIST: 60,000 training and 10,000 test images of clothing, 28x28 gray, 10 classes",
        License = "MIT",
        Citation = "Xiao, Rasul, Vollgraf: Fashion-MNIST: a Novel Image Dataset for Benchmarking Machine Learning Algorithms. arXiv:1708.07747, 2017.",
        Home = new Uri("https://github.com/zalandoresearch/fashion-mnist"),
        HowToGet = "install the Debian package dataset-fashion-mnist, allow the download (30 MB), or put the four idx files from https://github.com/zalandoresearch/fashion-mnist into a folder and name it as the data folder",
        SystemFolders = ["/usr/share/datasets/fashion-mnist"],
        Files =
        [
            FashionFile("train-images-idx3-ubyte", 47_040_016, "c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888"),
            FashionFile("train-labels-idx1-ubyte", 60_008, "bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9"),
            FashionFile("t10k-images-idx3-ubyte", 7_840_016, "5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b"),
            FashionFile("t10k-labels-idx1-ubyte", 10_008, "0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34"),
        ],
    };

    /// <summary>All of them, by name.</summary>
    public static IReadOnlyList<DatasetInfo> All { get; } = [FashionMnist];

    /// <summary>Finds a dataset.</summary>
    /// <param name="name">Its name, such as <c>fashion-mnist</c>; case does not matter.</param>
    /// <returns>The dataset.</returns>
    /// <exception cref="HoneDataException">No dataset has this name; the message lists those that exist.</exception>
    public static DatasetInfo Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return All.FirstOrDefault(dataset => string.Equals(dataset.Name, name, StringComparison.OrdinalIgnoreCase))
            ?? throw new HoneDataException(
                "A dataset is called by a name of the catalog.",
                $"\"{name}\"",
                "DatasetCatalog",
                $"use one of: {string.Join(", ", All.Select(dataset => dataset.Name))}");
    }

    private static DatasetFile FashionFile(string name, long contentLength, string contentSha256)
    {
        return new DatasetFile
        {
            Name = name,
            ContentLength = contentLength,
            ContentSha256 = contentSha256,
            Sources =
            [
                // The address in the project's own documentation has no TLS; the checksum decides about the content either way.
                new Uri($"http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/{name}.gz"),
                new Uri($"https://github.com/zalandoresearch/fashion-mnist/raw/master/data/fashion/{name}.gz"),
            ],
        };
    }
}
