using System.Text;

namespace Hone.Method;

/// <summary>
/// Brings a letter and the accent behind it into one character, as Unicode's form C does: some systems store one, some the other. The common Latin accents are
/// composed here, because a process without language data leaves them as they are; where there is such data, the rest follows.
/// </summary>
internal static class LetterComposition
{
    // For each accent the plain letters and, below them, the composed ones.
    private static readonly (char Accent, string Plain, string Composed)[] Accents =
    [
        ('\u0300', "AEIOUaeiouNn", "ÀÈÌÒÙàèìòùǸǹ"),
        ('\u0301', "AEIOUYaeiouyCcLlNnRrSsZz", "ÁÉÍÓÚÝáéíóúýĆćĹĺŃńŔŕŚśŹź"),
        ('\u0302', "AEIOUaeiouCcGgHhJjSsWwYy", "ÂÊÎÔÛâêîôûĈĉĜĝĤĥĴĵŜŝŴŵŶŷ"),
        ('\u0303', "ANOanoIiUu", "ÃÑÕãñõĨĩŨũ"),
        ('\u0308', "AEIOUaeiouyY", "ÄËÏÖÜäëïöüÿŸ"),
        ('\u030A', "AaUu", "ÅåŮů"),
        ('\u030C', "CcDdEeNnRrSsTtZz", "ČčĎďĚěŇňŘřŠšŤťŽž"),
        ('\u0327', "CcSsTt", "ÇçŞşŢţ"),
        ('\u0328', "AaEeIiUu", "ĄąĘęĮįŲų"),
    ];

    private static readonly Dictionary<(char Letter, char Accent), char> Composed = Accents
        .SelectMany(accent => accent.Plain.Zip(accent.Composed).Select(pair => ((pair.First, accent.Accent), pair.Second)))
        .ToDictionary(pair => pair.Item1, pair => pair.Second);

    public static string Apply(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange('\u0300', '\u036F'))
        {
            return text.Normalize(NormalizationForm.FormC);
        }

        var composed = new StringBuilder(text.Length);
        foreach (char letter in text)
        {
            if (composed.Length > 0 && Composed.TryGetValue((composed[^1], letter), out char one))
            {
                composed[^1] = one;
            }
            else
            {
                composed.Append(letter);
            }
        }

        return composed.ToString().Normalize(NormalizationForm.FormC);
    }
}
