namespace Hone.Learn.Data;

/// <summary>Work on many image files at once.</summary>
public static class ImageFiles
{
    /// <summary>Decodes every file and names those that cannot be; fastai's <c>verify_images</c>. Nothing is changed.</summary>
    /// <param name="paths">The files, such as <see cref="FolderFiles.GetImageFiles"/> finds them.</param>
    /// <param name="options">How files are decoded, and limits; null means the defaults.</param>
    /// <param name="progress">Told after each file, from several threads.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The files that cannot be decoded, or only in part, in the order of <paramref name="paths"/>.</returns>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public static IReadOnlyList<UnreadableImage> Verify(
        IReadOnlyList<string> paths,
        ImageFileOptions? options = null,
        IProgress<ScanProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(paths);
        return Each(paths, path => ImageFile.Read(path, options).Warning, progress, cancellationToken);
    }

    /// <summary>Writes smaller copies of the images of a folder into another one, with the same folders below; fastai's <c>resize_images</c>.</summary>
    /// <remarks>
    /// The longer side becomes <paramref name="maxSize"/>, proportions stay; images that are not larger are copied as they are. JPEG stays JPEG, everything else becomes PNG.
    /// Images are turned upright as their EXIF orientation says, and metadata are left behind. Files that are there already are replaced, each in one step.
    /// </remarks>
    /// <param name="source">The folder with the images; no image in it is changed.</param>
    /// <param name="target">The folder for the copies, which must not be <paramref name="source"/> or lie in it.</param>
    /// <param name="maxSize">Longest side in pixels, at least 1.</param>
    /// <param name="options">Filter, quality, limits, progress; null means the defaults.</param>
    /// <param name="cancellationToken">Stops the work between two files.</param>
    /// <returns>The files that cannot be decoded and have no copy, in ordinal order.</returns>
    /// <exception cref="HoneDataException">There is no such folder, the target lies in it, two images would get one name, or a copy cannot be written.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public static IReadOnlyList<UnreadableImage> Resize(string source, string target, int maxSize, ResizeImagesOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(source);
        ArgumentException.ThrowIfNullOrEmpty(target);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxSize, 1);
        options ??= new ResizeImagesOptions();
        string from = Path.TrimEndingDirectorySeparator(Path.GetFullPath(source));
        string to = Path.GetFullPath(target);
        if ((to + Path.DirectorySeparatorChar).StartsWith(from + Path.DirectorySeparatorChar, StringComparison.Ordinal))
        {
            throw new HoneDataException("A target outside of the source, or the next run would resize its own results.", $"{target} in {source}", nameof(Resize), "choose a folder beside it");
        }

        IReadOnlyList<string> paths = FolderFiles.GetImageFiles(from);
        Dictionary<string, string> targets = Targets(paths, from, to);
        return Each(
            paths,
            path =>
            {
                Shrink(path, targets[path], maxSize, options);
                return null;
            },
            options.Progress,
            cancellationToken);
    }

    /// <summary>Fetches pictures from the web into a folder and keeps what is one; fastai's <c>download_images</c>.</summary>
    /// <remarks>
    /// Every picture is decoded before it becomes a file, and becomes one in a single step: an interrupted run leaves whole pictures only, and the next run goes on where it
    /// stopped. A file is named by a hash of its address and by what it is, so that lists may be sorted anew or grow. Differences from fastai: failures are named instead of
    /// printed, and sizes and times are bounded.
    /// </remarks>
    /// <example><code>
    /// ImageDownloads found = ImageFiles.Download(ImageFiles.ReadUrls("grizzly.txt"), "bears/grizzly");
    /// Console.WriteLine(found);
    /// </code></example>
    /// <param name="urls">Addresses that begin with http or https; blank ones are passed over.</param>
    /// <param name="folder">The folder; made when missing.</param>
    /// <param name="options">Limits and progress; null means fastai's.</param>
    /// <param name="cancellationToken">Stops the work; finished pictures stay.</param>
    /// <returns>What became of each address.</returns>
    /// <exception cref="HoneException">The folder cannot be written.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A limit is below 1.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public static ImageDownloads Download(IReadOnlyList<string> urls, string folder, DownloadImagesOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(urls);
        ArgumentException.ThrowIfNullOrEmpty(folder);
        options ??= new DownloadImagesOptions();
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxPictures, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Workers, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MostBytes, 1);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(options.Timeout, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(options.LongestDownload, TimeSpan.Zero);
        string[] given = [.. urls.Select(url => url.Trim()).Where(url => url.Length > 0)];
        string[] different = [.. given.Distinct(StringComparer.Ordinal)];
        return new ImageDownloads(new ImageDownloader(Path.GetFullPath(folder), options).Run(different, cancellationToken), given.Length - different.Length);
    }

    /// <summary>Reads a list of addresses: one a line; blank lines and lines that begin with # are passed over.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The addresses in their order.</returns>
    /// <exception cref="HoneDataException">The file cannot be read.</exception>
    public static IReadOnlyList<string> ReadUrls(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            return [.. File.ReadLines(path).Select(line => line.Trim()).Where(line => line.Length > 0 && line[0] != '#')];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new HoneDataException("A file with one address a line.", error is FileNotFoundException or DirectoryNotFoundException ? "no such file" : error.Message, path, "check the path", error);
        }
    }

    /// <summary>Where each copy goes; the extension says how it is written.</summary>
    private static Dictionary<string, string> Targets(IReadOnlyList<string> paths, string from, string to)
    {
        var targets = new Dictionary<string, string>(StringComparer.Ordinal);
        var owners = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (string path in paths)
        {
            string place = Path.Combine(to, Path.GetRelativePath(from, path));
            string extension = Path.GetExtension(path).ToLowerInvariant();
            string copy = extension is ".jpg" or ".jpeg" or ".png" ? place : Path.ChangeExtension(place, ".png");
            if (!owners.TryAdd(copy, path))
            {
                throw new HoneDataException("Each image has a copy of its own.", $"{copy} for {owners[copy]} and {path}", nameof(Resize), "rename one of them");
            }

            targets.Add(path, copy);
        }

        return targets;
    }

    private static void Shrink(string path, string target, int maxSize, ResizeImagesOptions options)
    {
        byte[] bytes = ImageBytes.Read(path);
        ImageData image = ImageFile.Decode(bytes, path, options.Image).Image;
        ImageFormat format = ImageFile.Sniff(bytes);
        bool isJpeg = Path.GetExtension(target).ToLowerInvariant() is ".jpg" or ".jpeg";
        int longer = Math.Max(image.Width, image.Height);
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            if (longer <= maxSize && format == (isJpeg ? ImageFormat.Jpeg : ImageFormat.Png))
            {
                Files.AtomicFile.Write(target, stream => stream.Write(bytes));
                return;
            }

            ImageData small = longer <= maxSize ? image : ImageResize.Resize(image, Scaled(image.Width, maxSize, longer), Scaled(image.Height, maxSize, longer), new ResizeOptions { Filter = options.Filter });
            if (isJpeg)
            {
                Jpeg.Write(target, small.Channels is 1 or 3 ? small : small.ToRgb(), new JpegEncodeOptions { Quality = options.Quality });
            }
            else
            {
                Png.Write(target, small);
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new HoneDataException("A folder that copies can be written to.", error.Message, target, "choose another folder, or free some space", error);
        }
    }

    private static int Scaled(int side, int maxSize, int longer) => Math.Max(1, (int)Math.Round((double)side * maxSize / longer));

    /// <summary>Does something with each file, several at once; each result has its place, so that the order of the threads does not matter.</summary>
    private static UnreadableImage[] Each(IReadOnlyList<string> paths, Func<string, string?> work, IProgress<ScanProgress>? progress, CancellationToken cancellationToken)
    {
        var problems = new string?[paths.Count];
        int done = 0;
        int unreadable = 0;
        try
        {
            Parallel.For(0, paths.Count, new ParallelOptions { CancellationToken = cancellationToken }, i =>
            {
                problems[i] = Attempt(paths[i], work);
                int count = problems[i] is null ? Volatile.Read(ref unreadable) : Interlocked.Increment(ref unreadable);
                progress?.Report(new ScanProgress(Interlocked.Increment(ref done), paths.Count, count));
            });
        }
        catch (AggregateException errors) when (errors.InnerExceptions[0] is HoneException error)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(error);
        }

        return [.. Enumerable.Range(0, paths.Count).Where(i => problems[i] is not null).Select(i => new UnreadableImage(paths[i], problems[i]!))];
    }

    private static string Problem(HoneException error) => error.Got is null ? error.Expected : $"{error.Expected} Got {error.Got}.";

    private static string? Attempt(string path, Func<string, string?> work)
    {
        try
        {
            return work(path);
        }
        catch (HoneFormatException error)
        {
            return Problem(error);
        }
        catch (HoneDataException error) when (error.InnerException is IOException or UnauthorizedAccessException && error.Where == path)
        {
            // The file itself; a folder that copies cannot be written to ends the work.
            return Problem(error);
        }
    }
}
