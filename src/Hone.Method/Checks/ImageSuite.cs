namespace Hone.Method;

/// <summary>Which checks images get.</summary>
internal static class ImageSuite
{
    public static IReadOnlyList<Check> Data(CheckedImages images) =>
    [
        new ReadableFilesCheck(images.Unreadable, images.Ids.Count),
        new ImageQualityCheck(images),
        OfTarget(images, new LabelConflictCheck(images.Target, token => (images.Clusters(token), false), images.Ids)),
        OfTarget(images, new LabelErrorCheck(images.Target, images.Settings.OutOfFold, images.Ids)),
        OfTarget(images, new ClassCountsCheck(images.Target)),
    ];

    public static IReadOnlyList<Check> Split(CheckedImages images) =>
    [
        OfTarget(images, new PartBalanceCheck(images.PartIndex, images.Target)),
        .. Groups(images),
        new AdversarialDriftCheck(images.PartIndex, images.Ids, images.PixelFeatures, () => [], images.Settings, () => FileNameGroups.NatureOf(images.Ids, images.Target, images.PartIndex, images.Settings)),
        new ColumnDriftCheck(images.PartIndex, images.FileProperties, images.Target, () => FileNameGroups.NatureOf(images.Ids, images.Target, images.PartIndex, images.Settings)),
    ];

    public static IReadOnlyList<Check> Leak(CheckedImages images)
    {
        int[] train = images.PartIndex?.Train ?? Enumerable.Range(0, images.Ids.Count).ToArray();
        return
        [
            new FileCopiesCheck(images),
            new NearImagesCheck(images),
            OfTarget(images, new UndeclaredGroupCheck(images.PartIndex, images.Target, () => UndeclaredGroups(images), _ => images.PixelFeatures(), images.Settings.Seed)),
            OfTarget(images, new FeatureLeakageCheck("leak/file", "properties of the files", images.FileProperties, images.Target, train, images.Settings, "bring all classes to one size, format and camera, or take images of each class from each source")),
            .. Groups(images),
        ];
    }

    private static IReadOnlyList<GroupCodes> UndeclaredGroups(CheckedImages images) =>
        [.. FileNameGroups.Of(images.Ids, images.Target), CameraGroups.Of([.. images.Facts.Select(facts => facts.Origin)])];

    // Folders declare no group; the table that lists images may.
    private static IEnumerable<Check> Groups(CheckedImages images) => images.Groups is null
        ? []
        : [new DeclaredGroupCheck(images.PartIndex, images.Groups, images.Target, images.PixelFeatures, images.Settings.Seed)];

    private static Check OfTarget(CheckedImages images, Check check) => images.NoLabels is null ? check : new NotForTargetCheck(check, images.NoLabels);
}
