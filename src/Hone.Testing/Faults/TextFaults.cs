namespace Hone.Testing;

/// <summary>Texts that are in two parts, or whose form tells the label.</summary>
internal static class TextFaults
{
    private const int Texts = 240;
    private const int Words = 60;

    private static readonly string[] Syllables = ["ka", "lo", "mi", "ren", "tu", "sal", "vor", "ne", "pi", "dra"];

    public static IReadOnlyList<DataFault<FaultyTexts>> All { get; } =
    [
        new("texts copied into validation", FaultSuite.Leak, "leak/duplicates", true, "items are copies", "drop the copies", (seed, isPlanted) => Make(seed, isPlanted, (text, _) => text)),
        new("copies with other punctuation and case", FaultSuite.Leak, "leak/duplicates", true, "differ in blanks, punctuation or case", "drop the copies", (seed, isPlanted) => Make(seed, isPlanted, (text, _) => text.Replace(' ', '\n').ToUpperInvariant() + " !")),
        new("copies with a few words changed", FaultSuite.Leak, "leak/near-duplicates", true, "Jaccard", "split by group", (seed, isPlanted) => Make(seed, isPlanted, (text, random) => Changed(text, random))),
        new("quotes of training texts", FaultSuite.Leak, "leak/near-duplicates", false, "containment", "split by group", (seed, isPlanted) => Make(seed, isPlanted, (text, _) => string.Join(' ', text.Split(' ').Take(Words / 2)))),
        new("the length tells the label", FaultSuite.Leak, "leak/file", false, "alone goes", "to one form", Lengths),
        new("equal texts with different labels", FaultSuite.Data, "data/label-conflicts", true, "equal twin with another label", "drop the wrong labels", Conflicts),
        new("empty texts", FaultSuite.Data, "data/empty-texts", false, "have no word", "leave them out", Empty),
    ];

    /// <summary>Ten validation texts are made from training texts.</summary>
    private static FaultyTexts Make(ulong seed, bool isPlanted, Func<string, FaultRandom, string> copy)
    {
        var random = new FaultRandom(seed);
        (string Path, string Text)[] files = Honest(random);
        for (int i = 0; isPlanted && i < 10; i++)
        {
            (string source, string text) = files[4 * i];
            string name = source.Split('/')[1];
            files[(4 * i) + 3] = ($"valid/{name}/copy{i}.txt", copy(text, random));
        }

        return new FaultyTexts(files);
    }

    private static string Changed(string text, FaultRandom random)
    {
        string[] words = text.Split(' ');
        words[10] = Word(random);
        return string.Join(' ', words);
    }

    private static FaultyTexts Lengths(ulong seed, bool isPlanted)
    {
        var random = new FaultRandom(seed);
        return new FaultyTexts(Honest(random)
            .Select(file => isPlanted && file.Path.Contains("/good/", StringComparison.Ordinal) ? (file.Path, $"{file.Text} {Sentence(random, Words)}") : file)
            .ToArray());
    }

    private static FaultyTexts Conflicts(ulong seed, bool isPlanted)
    {
        (string Path, string Text)[] files = Honest(new FaultRandom(seed));
        for (int i = 0; isPlanted && i < 6; i++)
        {
            // Neighbors have different labels.
            files[(8 * i) + 1] = (files[(8 * i) + 1].Path, files[8 * i].Text);
        }

        return new FaultyTexts(files);
    }

    private static FaultyTexts Empty(ulong seed, bool isPlanted)
    {
        (string Path, string Text)[] files = Honest(new FaultRandom(seed));
        for (int i = 0; isPlanted && i < 3; i++)
        {
            files[16 * i] = (files[16 * i].Path, i == 0 ? "" : i == 1 ? "\n" : " . ");
        }

        return new FaultyTexts(files);
    }

    private static (string Path, string Text)[] Honest(FaultRandom random) => Enumerable.Range(0, Texts)
        .Select(i => ($"{(i % 4 == 3 ? "valid" : "train")}/{(((i / 4) + i) % 2 == 0 ? "good" : "bad")}/{i:D4}.txt", Sentence(random, Words + random.Below(9))))
        .ToArray();

    private static string Sentence(FaultRandom random, int words) => string.Join(' ', Enumerable.Range(0, words).Select(_ => Word(random)));

    private static string Word(FaultRandom random) => string.Concat(Enumerable.Range(0, 1 + random.Below(3)).Select(_ => Syllables[random.Below(Syllables.Length)]));
}
