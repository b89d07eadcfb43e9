using System.Globalization;
using System.Text;

namespace Hone.Method;

/// <summary>Opinions of 20 to 40 words, of which at least four tell whether they are good.</summary>
internal static class ToyTexts
{
    private const int Items = 800;
    private const double Wrong = 0.1;
    private const int TellingWords = 4;

    private static readonly string[] Names = ["bad", "good"];

    private static readonly string[][] Telling =
    [
        ["awful", "boring", "broken", "cold", "dirty", "dull", "late", "loud", "poor", "rude", "sad", "slow", "sour", "stale", "weak", "worst"],
        ["best", "bright", "calm", "clean", "fresh", "friendly", "generous", "happy", "kind", "lovely", "perfect", "quick", "smooth", "sweet", "warm", "wonderful"],
    ];

    private static readonly string[] Neutral =
    [
        "a", "after", "again", "all", "and", "are", "at", "before", "bread", "but", "came", "city", "coffee", "day", "dinner", "door", "evening", "food", "for", "from", "garden", "guest", "had", "house",
        "in", "is", "it", "lunch", "menu", "morning", "music", "night", "of", "on", "one", "our", "place", "plate", "room", "service", "so", "soup", "staff", "street", "table", "tea", "that", "the",
        "their", "there", "they", "this", "time", "to", "two", "view", "waiter", "was", "we", "week", "were", "window", "with", "year",
    ];

    public static ToyInfo Info { get; } = new()
    {
        Name = "texts",
        Domain = "short opinions as text files, good and bad",
        Items = Items,
        Predicts = TargetKind.Class,
        Target = ProjectDataset.LabelColumn,
        Metric = "accuracy",
        Achievable = 1 - Wrong,
        HowKnown = "exactly 10% of the labels are replaced by the other one; every text has at least 4 words that only one of the two uses",
        SplitWords = "--strategy stratified --i-know random",
    };

    public static ToySet Make(ulong seed)
    {
        RandomStream random = Stream(seed);
        (int[] truth, int[] labels) = LabelsOf(seed);
        ToyFile[] files = [.. Enumerable.Range(0, Items).Select(item =>
            new ToyFile(string.Create(CultureInfo.InvariantCulture, $"{Names[labels[item]]}/{item:0000}.txt"), Encoding.UTF8.GetBytes(Opinion(truth[item], random.Split(item)))))];
        return new ToySet(Info, seed, new DataSource { Kind = DataKind.TextFolders }, files);
    }

    /// <summary>The labels of a seed and what the texts say.</summary>
    internal static (int[] Truth, int[] Labels) LabelsOf(ulong seed) => ToyLabels.Of(Items, Names.Length, Wrong, Stream(seed).Split(-1));

    /// <summary>Which opinion the words of a text tell: 1 for good.</summary>
    internal static int Read(string text) => text.Split(' ').Any(word => Telling[1].Contains(word.TrimEnd('.').ToLowerInvariant())) ? 1 : 0;

    private static RandomStream Stream(ulong seed) => new((long)seed, "toy texts");

    private static string Opinion(int truth, RandomStream random)
    {
        int count = 20 + random.NextInt(21);
        var words = new string[count];
        int[] places = random.Permutation(count);
        int telling = TellingWords + random.NextInt(3);
        for (int i = 0; i < count; i++)
        {
            string[] from = i < telling ? Telling[truth] : Neutral;
            words[places[i]] = from[random.NextInt(from.Length)];
        }

        string text = string.Join(' ', words);
        return $"{char.ToUpperInvariant(text[0])}{text[1..]}.\n";
    }
}
