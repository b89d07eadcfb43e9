namespace Hone.Method;

/// <summary>Which checks texts get.</summary>
internal static class TextSuite
{
    public static IReadOnlyList<Check> Data(CheckedTexts texts) =>
    [
        new ReadableFilesCheck(texts.Unreadable, texts.Ids.Count),
        new EmptyTextsCheck(texts),
        new LabelConflictCheck(texts.Target, token => (texts.Clusters(token), false), texts.Ids),
        new LabelErrorCheck(texts.Target, texts.Settings.OutOfFold, texts.Ids),
        new ClassCountsCheck(texts.Target),
    ];

    public static IReadOnlyList<Check> Split(CheckedTexts texts) =>
    [
        new PartBalanceCheck(texts.PartIndex, texts.Target),
        new AdversarialDriftCheck(texts.PartIndex, texts.Ids, texts.WordFeatures, () => [], texts.Settings, () => FileNameGroups.NatureOf(texts.Ids, texts.Target, texts.PartIndex, texts.Settings)),
        new ColumnDriftCheck(texts.PartIndex, texts.Properties, texts.Target, () => FileNameGroups.NatureOf(texts.Ids, texts.Target, texts.PartIndex, texts.Settings)),
    ];

    public static IReadOnlyList<Check> Leak(CheckedTexts texts)
    {
        int[] train = texts.PartIndex?.Train ?? Enumerable.Range(0, texts.Ids.Count).ToArray();
        return
        [
            new TextCopiesCheck(texts),
            new NearTextsCheck(texts),
            new UndeclaredGroupCheck(texts.PartIndex, texts.Target, () => FileNameGroups.Of(texts.Ids, texts.Target), _ => texts.WordFeatures(), texts.Settings.Seed),
            new FeatureLeakageCheck("leak/file", "properties of the texts", texts.Properties, texts.Target, train, texts.Settings, "bring the texts of all labels to one form: lengths, line ends, encoding"),
        ];
    }
}
