using Hone.Learn.Data;

namespace Hone.Method;

/// <summary>Images to be checked, each looked at once.</summary>
public sealed class CheckedImages : CheckedData
{
    private readonly Lazy<(NearImages? Near, HashCalibration Calibration)> _near;
    private CancellationToken _nearToken;

    private CheckedImages(
        IReadOnlyList<string> ids, ImageFacts[] facts, int thumbnailSide, CheckTarget? target, IReadOnlyList<Part>? parts, IReadOnlyList<string> unreadable, CheckSettings settings)
        : base(ids, parts, settings)
    {
        Facts = facts;
        ThumbnailSide = thumbnailSide;
        Target = target?.For(PartIndex, settings);
        Unreadable = unreadable;
        _near = new Lazy<(NearImages?, HashCalibration)>(SearchNear, LazyThreadSafetyMode.None);
    }

    /// <summary>Files that cannot be decoded, each with its reason; they are not among the items.</summary>
    public IReadOnlyList<string> Unreadable { get; }

    internal IReadOnlyList<ImageFacts> Facts { get; }

    internal int ThumbnailSide { get; }

    internal CheckTarget? Target { get; }

    /// <summary>Who or what the images show, where a column says so: no group may be in two parts.</summary>
    internal GroupCodes? Groups { get; private init; }

    /// <summary>Why nothing can be asked about labels, such as several numbers an image; null where it can.</summary>
    internal string? NoLabels { get; private init; }

    /// <summary>Takes the images of a set.</summary>
    /// <param name="images">The images and their labels.</param>
    /// <param name="ids">One id for each image; null numbers them.</param>
    /// <param name="parts">The part of each image; null where there is no split.</param>
    /// <param name="settings">Metric, nature of the split, folds, seed; null means the defaults.</param>
    /// <param name="cancellationToken">Stops it early.</param>
    /// <exception cref="SplitException">The counts differ.</exception>
    public static CheckedImages FromSet(
        ImageSet images, IReadOnlyList<string>? ids = null, IReadOnlyList<Part>? parts = null, CheckSettings? settings = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(images);

        // Thumbnails larger than the images would hold nothing more.
        int side = Math.Clamp(Math.Max(images.Width, images.Height), 8, ImageFacts.LargestThumbnail);
        var facts = new ImageFacts[images.Count];
        Parallel.For(0, facts.Length, Options(cancellationToken), item =>
            facts[item] = ImageFacts.Of(new ImageData(images.Width, images.Height, images.Channels, images.Image(item).ToArray()), side));
        CheckTarget target = CheckTarget.OfCodes("class", images.ClassNames, images.Labels);
        return new CheckedImages(ids ?? [.. Enumerable.Range(0, images.Count).Select(item => $"image {item}")], facts, side, target, parts, [], settings ?? new());
    }

    /// <summary>Reads a folder with one folder for each class, below folders train, valid and test or not.</summary>
    /// <param name="root">The folder.</param>
    /// <param name="partOf">The part of an image by its path below the root; null takes what the folders say.</param>
    /// <param name="settings">Metric, nature of the split, folds, seed; null means the defaults.</param>
    /// <param name="cancellationToken">Stops it early.</param>
    /// <exception cref="HoneDataException">The folder does not exist, or holds no images in class folders.</exception>
    public static CheckedImages FromFolder(string root, Func<string, Part?>? partOf = null, CheckSettings? settings = null, CancellationToken cancellationToken = default)
    {
        ImageFolderScan scan = ImageFolder.Scan(root, new ImageFolderOptions { Unreadable = UnreadablePolicy.Skip, Depth = ScanDepth.Header }, cancellationToken);
        var facts = new ImageFacts?[scan.Items.Count];
        var problems = new string?[scan.Items.Count];
        Parallel.For(0, facts.Length, Options(cancellationToken), item => facts[item] = Read(scan.Items[item].Id, scan.Items[item].Path, out problems[item]));
        int[] kept = Enumerable.Range(0, facts.Length).Where(item => facts[item] is not null).ToArray();
        if (kept.Length == 0)
        {
            throw new HoneDataException("At least one image that can be read.", $"{scan.Items.Count + scan.Unreadable.Count} files, none readable", root, "check the files");
        }

        FolderItem[] items = Array.ConvertAll(kept, item => scan.Items[item]);
        Part?[] parts = items.Select(item => partOf is null ? PartOf(item.Part) : partOf(item.Id)).ToArray();
        return new CheckedImages(
            Array.ConvertAll(items, item => item.Id),
            Array.ConvertAll(kept, item => facts[item]!),
            ImageFacts.LargestThumbnail,
            CheckTarget.OfCodes("class", scan.ClassNames, Array.ConvertAll(items, item => item.Label)),
            FolderParts.All(parts, root),
            [.. scan.Unreadable.Select(item => $"{item.Id}: {item.Problem}"), .. problems.OfType<string>()],
            settings ?? new());
    }

    /// <summary>Reads the images that a table lists, with what it says about them.</summary>
    /// <param name="data">The images with their columns.</param>
    /// <param name="partOf">The part of an image by its id; null where there is no split.</param>
    /// <param name="group">The column with the person, the plant, the video of each image; null for none.</param>
    /// <param name="settings">Metric, nature of the split, folds, seed; null means the defaults.</param>
    /// <param name="cancellationToken">Stops it early.</param>
    /// <exception cref="HoneDataException">No image can be read.</exception>
    internal static CheckedImages FromTable(ProjectDataset data, Func<string, Part?>? partOf, string? group, CheckSettings? settings, CancellationToken cancellationToken)
    {
        var facts = new ImageFacts?[data.Ids.Count];
        var problems = new string?[data.Ids.Count];
        Parallel.For(0, facts.Length, Options(cancellationToken), item => facts[item] = Read(data.Ids[item], data.Paths![item], out problems[item]));
        int[] kept = Enumerable.Range(0, facts.Length).Where(item => facts[item] is not null).ToArray();
        if (kept.Length == 0)
        {
            throw new HoneDataException("At least one image that can be read.", $"{data.Ids.Count} files, none readable", ProjectData.RawFolder, "check the files");
        }

        Frame columns = data.Columns.Take(kept);
        string[] ids = Array.ConvertAll(kept, item => data.Ids[item]);
        CheckTarget? target = data.Target is null ? null : CheckTarget.OfColumn(columns[data.Target], CheckedTargetKind.Inferred);
        return new CheckedImages(
            ids,
            Array.ConvertAll(kept, item => facts[item]!),
            ImageFacts.LargestThumbnail,
            target,
            partOf is null ? null : FolderParts.All([.. ids.Select(partOf)], ProjectData.RawFolder),
            [.. problems.OfType<string>()],
            settings ?? new())
        {
            Groups = group is null ? null : GroupCodes.Of($"column {group}", group, [.. ProjectDataset.Texts(columns[group])]),
            NoLabels = target is not null ? null : data.Targets.Count > 1 ? $"the target is {data.Targets.Count} numbers an item: this check needs one class or one number" : "no target",
        };
    }

    /// <summary>The near duplicates of the images, found once; null where the hashes say nothing here.</summary>
    /// <param name="cancellationToken">Stops it early.</param>
    public NearImages? FindNear(CancellationToken cancellationToken = default) => FindNear(out _, cancellationToken);

    internal NearImages? FindNear(out HashCalibration calibration, CancellationToken cancellationToken)
    {
        _nearToken = cancellationToken;
        (NearImages? near, calibration) = _near.Value;
        return near;
    }

    /// <summary>What is known about the files, not about what they show: none of it should tell the class.</summary>
    internal IReadOnlyList<CheckFeature> FileProperties()
    {
        var features = new List<CheckFeature>();
        Add("file size", facts => facts.FileLength, isContent: true);
        Add("width", facts => facts.Width);
        Add("height", facts => facts.Height);
        Add("aspect ratio", facts => (double)facts.Width / facts.Height);
        Add("channels", facts => facts.Channels);
        Add("format", facts => facts.Format is null ? 0 : (int)facts.Format);
        Add("brightness", facts => facts.Quality.Mean, isContent: true);
        Add("contrast", facts => facts.Quality.Deviation, isContent: true);
        Add("sharpness", facts => facts.Quality.Sharpness, isContent: true);
        return features;

        void Add(string name, Func<ImageFacts, double> value, bool isContent = false)
        {
            double[] values = Facts.Select(value).ToArray();
            if (values.Any(other => other != values[0]))
            {
                features.Add(new CheckFeature(name, values, name == "format") { DependsOnContent = isContent });
            }
        }
    }

    /// <summary>The pixels of the 16 x 16 thumbnails with the properties: enough for a forest to know an image again.</summary>
    internal IReadOnlyList<CheckFeature> PixelFeatures()
    {
        int length = Facts[0].Descriptor.Length;
        IEnumerable<CheckFeature> pixels = Enumerable.Range(0, length)
            .Select(pixel => new CheckFeature($"pixel {pixel}", Facts.Select(facts => (double)facts.Descriptor[pixel]).ToArray(), false));
        return [.. pixels, .. FileProperties()];
    }

    /// <summary>Exact copies, and copies among the near ones; what merely looks alike may well have another label.</summary>
    internal override IReadOnlyList<int[]> Clusters(CancellationToken cancellationToken)
    {
        var union = new UnionFind(Ids.Count);
        foreach (int[] cluster in DuplicateClusters.Of(Facts.Select(facts => facts.PixelHash).ToArray()))
        {
            foreach (int item in cluster)
            {
                union.Join(cluster[0], item);
            }
        }

        foreach (NearImagePair pair in FindNear(cancellationToken)?.Pairs.Where(pair => pair.IsIsolated) ?? [])
        {
            union.Join(pair.First, pair.Second);
        }

        return union.Clusters();
    }

    internal override ShuffledForest ForestOfLabels() => new(PartIndex, Target, PixelFeatures, Settings.Seed);

    internal override IReadOnlyList<Check> DataChecks() => ImageSuite.Data(this);

    internal override IReadOnlyList<Check> SplitChecks() => ImageSuite.Split(this);

    internal override IReadOnlyList<Check> LeakChecks() => ImageSuite.Leak(this);

    private static Part? PartOf(FolderPart part) => part switch
    {
        FolderPart.Train => Part.Train,
        FolderPart.Valid => Part.Valid,
        FolderPart.Test => Part.Test,
        _ => null,
    };

    private static ImageFacts? Read(string id, string path, out string? problem)
    {
        problem = null;
        try
        {
            byte[] bytes = File.ReadAllBytes(path);
            DecodedImage decoded = ImageFile.Decode(bytes, path);
            return ImageFacts.Of(decoded.Image, ImageFacts.LargestThumbnail) with
            {
                FileHash = ContentHash.Of(bytes),
                FileLength = bytes.Length,
                Format = decoded.Info.Format,
                Origin = ImageOrigin.Read(bytes),
            };
        }
        catch (Exception error) when (error is HoneException or IOException or UnauthorizedAccessException)
        {
            problem = $"{id}: {error.Message.Split('\n')[0]}";
            return null;
        }
    }

    private static ParallelOptions Options(CancellationToken cancellationToken) =>
        new() { CancellationToken = cancellationToken, MaxDegreeOfParallelism = EngineOptions.ThreadCount };

    private (NearImages?, HashCalibration) SearchNear()
    {
        int[] train = PartIndex is { Train.Length: > 1 } parts ? parts.Train : Enumerable.Range(0, Facts.Count).ToArray();
        bool hasClasses = Target is { IsClasses: true } && train.Select(item => Target.Codes[item]).Distinct().Skip(1).Any();
        var search = new NearImageSearch(Facts, ThumbnailSide, train, hasClasses ? Target!.Codes : null, Settings.Seed, Settings.Rotations);
        NearImages? near = search.Run(out HashCalibration calibration, _nearToken);
        return (near, calibration);
    }
}
