namespace Hone.Learn.Data;

/// <summary>Scans a folder with one folder of image files for each class: PNG, JPEG, BMP, GIF.</summary>
/// <remarks>
/// Two layouts are understood: <c>root/CLASS/...</c>, and <c>root/PART/CLASS/...</c> when every folder in the root is called train, valid, val,
/// validation or test. The class is the folder directly below root or part; files in deeper folders belong to it too (fastai takes the
/// folder directly above the file). Names that start with '.' are passed over. Content decides what a file is, its extension only whether
/// it wants to be an image. Order is ordinal, so it is the same on all machines.
/// </remarks>
public static class ImageFolder
{
    private const int NamedFiles = 5;

    private static readonly HashSet<string> s_imageExtensions =
        new(StringComparer.OrdinalIgnoreCase) { ".png", ".jpg", ".jpeg", ".bmp", ".gif", ".webp", ".tif", ".tiff" };

    private static readonly Dictionary<string, FolderPart> s_parts = new(StringComparer.OrdinalIgnoreCase)
    {
        ["train"] = FolderPart.Train,
        ["valid"] = FolderPart.Valid,
        ["val"] = FolderPart.Valid,
        ["validation"] = FolderPart.Valid,
        ["test"] = FolderPart.Test,
    };

    /// <summary>Lists and reads every image once, on all processors: what is unreadable is known before any training starts.</summary>
    /// <param name="root">The folder.</param>
    /// <param name="options">Policy and limits; null means the defaults.</param>
    /// <param name="cancellationToken">Stops the scan.</param>
    /// <returns>Items with their size and fingerprint, the unreadable ones, and the other files.</returns>
    /// <exception cref="HoneDataException">The folder does not exist or has no class folder, or files are unreadable and the policy is to fail.</exception>
    /// <exception cref="OperationCanceledException">The scan was stopped.</exception>
    public static ImageFolderScan Scan(string root, ImageFolderOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(root);
        options ??= new ImageFolderOptions();
        if (!Directory.Exists(root))
        {
            throw new HoneDataException("A folder with one folder of image files for each class is needed.", "no such folder", root, "check the path");
        }

        FolderWalk walk = FolderWalk.Of(root);
        bool hasParts = walk.TopFolders.Count > 0 && walk.TopFolders.All(s_parts.ContainsKey);
        int classDepth = hasParts ? 1 : 0;
        List<string> others = [.. walk.Files.Where(id => !IsImageInClass(id, classDepth))];
        List<string> images = [.. walk.Files.Where(id => IsImageInClass(id, classDepth))];
        string[] classNames = [.. images.Select(id => id.Split('/')[classDepth]).Distinct().Order(StringComparer.Ordinal)];
        if (classNames.Length == 0)
        {
            throw new HoneDataException(
                "A folder with one folder of image files for each class is needed.",
                $"{Wording.Count(walk.TopFolders.Count, "folder")} and {Wording.Count(walk.Files.Count, "file")}, none of them an image in a class folder",
                root,
                "arrange the images as CLASS/NAME.png");
        }

        var items = new FolderItem[images.Count];
        for (int i = 0; i < items.Length; i++)
        {
            string[] names = images[i].Split('/');
            items[i] = new FolderItem
            {
                Id = images[i],
                Path = Path.Combine(root, Path.Combine(names)),
                Label = Array.BinarySearch(classNames, names[classDepth], StringComparer.Ordinal),
                Part = hasParts ? s_parts[names[0]] : FolderPart.None,
            };
        }

        Inspect(items, options, cancellationToken);
        return Apply(options.Unreadable, root, classNames, items, others);
    }

    private static bool IsImageInClass(string id, int classDepth)
    {
        return s_imageExtensions.Contains(Path.GetExtension(id)) && id.Count(letter => letter == '/') > classDepth;
    }

    /// <summary>Reads every file, several at once; each result has its place, so that the order of the threads does not matter.</summary>
    private static void Inspect(FolderItem[] items, ImageFolderOptions options, CancellationToken cancellationToken)
    {
        int done = 0;
        int unreadable = 0;
        Parallel.For(0, items.Length, new ParallelOptions { CancellationToken = cancellationToken }, i =>
        {
            items[i] = Inspect(items[i], options);
            int problems = items[i].Problem is null ? Volatile.Read(ref unreadable) : Interlocked.Increment(ref unreadable);
            options.Progress?.Report(new ScanProgress(Interlocked.Increment(ref done), items.Length, problems));
        });
    }

    private static FolderItem Inspect(FolderItem item, ImageFolderOptions options)
    {
        try
        {
            if (options.Depth == ScanDepth.Header)
            {
                ImageInfo info = ImageFile.Identify(item.Path, options.Image);
                bool exchangesAxes = options.Image.ApplyOrientation && info.Orientation >= ImageOrientation.Transpose;
                return item with
                {
                    Width = exchangesAxes ? info.Height : info.Width,
                    Height = exchangesAxes ? info.Width : info.Height,
                    Channels = info.Channels,
                };
            }

            ImageData image = ImageFile.Read(item.Path, options.Image).Image;
            return item with
            {
                Width = image.Width,
                Height = image.Height,
                Channels = image.Channels,
                Hash = PixelHash.Compute(image),
            };
        }
        catch (HoneException error) when (error is HoneFormatException or HoneDataException)
        {
            return item with { Problem = error.Got is null ? error.Expected : $"{error.Expected} Got {error.Got}." };
        }
    }

    private static ImageFolderScan Apply(UnreadablePolicy policy, string root, string[] classNames, FolderItem[] items, List<string> others)
    {
        List<FolderItem> unreadable = [.. items.Where(item => item.Problem is not null)];
        if (unreadable.Count > 0 && policy == UnreadablePolicy.Fail)
        {
            string more = unreadable.Count > NamedFiles ? $"; and {unreadable.Count - NamedFiles} more" : "";
            throw new HoneDataException(
                $"All {items.Length} images must be readable.",
                $"{unreadable.Count} unreadable: {string.Join("; ", unreadable.Take(NamedFiles).Select(item => $"{item.Id}: {item.Problem}"))}{more}",
                root,
                $"repair or remove them, or scan with {nameof(UnreadablePolicy)}.{nameof(UnreadablePolicy.Skip)}");
        }

        List<FolderItem> kept = policy == UnreadablePolicy.Keep ? [.. items] : [.. items.Where(item => item.Problem is null)];
        return new ImageFolderScan(root, classNames, kept, unreadable, others);
    }
}
