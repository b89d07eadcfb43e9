using System.Globalization;

namespace Hone.Learn;

/// <summary>Counts and articles as people say them.</summary>
internal static class Wording
{
    /// <summary>1 box, 2 boxes, 0 boxes.</summary>
    /// <param name="count">How many.</param>
    /// <param name="one">The word for one.</param>
    /// <param name="many">The word for any other number; null adds an s.</param>
    public static string Count(long count, string one, string? many = null) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {(count == 1 ? one : many ?? one + "s")}");

    /// <summary>A model, An item transform: at the start of a sentence, for words that are said as they are written.</summary>
    public static string WithArticle(string word) => (word.Length > 0 && "aeiou".Contains(char.ToLowerInvariant(word[0])) ? "An " : "A ") + word;

    /// <summary>A loss in few digits: three decimals, and more where three would be 0.</summary>
    public static string Loss(double loss) =>
        loss.ToString(Math.Abs(loss) is > 0 and < 0.0005 ? "0.0e+00" : "0.000", CultureInfo.InvariantCulture);

    /// <summary>Any number of labels: with commas between them, and <c>none</c> for no label.</summary>
    public static string Labels(IReadOnlyList<string> labels) => labels.Count == 0 ? "none" : string.Join(", ", labels);

    /// <summary>The name of a class, or its index in digits where it has none.</summary>
    public static string Name(int index, IReadOnlyList<string> vocab) => (uint)index < (uint)vocab.Count ? vocab[index] : index.ToString(CultureInfo.InvariantCulture);
}
