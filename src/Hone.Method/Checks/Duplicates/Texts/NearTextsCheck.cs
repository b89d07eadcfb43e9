namespace Hone.Method;

/// <summary>
/// Asks whether a text of one part is nearly that of another, by its five-word pieces: error at a Jaccard similarity of 0.8, warn at 0.6, and warn where 80% of
/// the pieces of one are in the other (a quote). Texts below 20 words are compared whole, by the check of exact copies.
/// </summary>
/// <param name="texts">The texts.</param>
internal sealed class NearTextsCheck(CheckedTexts texts) : Check
{
    private const double ErrorJaccard = 0.8;
    private const double WarnJaccard = 0.6;

    /// <inheritdoc/>
    public override string Id => "leak/near-duplicates";

    /// <inheritdoc/>
    public override CheckResult Run(CancellationToken cancellationToken)
    {
        if (PartIndex.MissingTwo(texts.PartIndex) is { } reason)
        {
            return CheckResult.NotChecked(Id, reason);
        }

        int compared = texts.Shingles.Count(pieces => pieces.Length > 0);
        if (compared < 2)
        {
            return CheckResult.NotChecked(Id, $"{compared} texts of {Method.Shingles.ShortestText} words or more");
        }

        IReadOnlyList<NearTextPair> pairs = texts.FindNear(cancellationToken);
        var findings = new List<Finding>();
        foreach ((Part first, Part second) in PartIndex.Pairs)
        {
            NearTextPair[] across = pairs.Where(pair => Crosses(pair, first, second)).ToArray();
            Add(findings, across.Where(pair => pair.Jaccard >= ErrorJaccard).ToArray(), first, second, Severity.Error, "share 80% of their five-word pieces or more");
            Add(findings, across.Where(pair => pair.Jaccard is >= WarnJaccard and < ErrorJaccard).ToArray(), first, second, Severity.Warn, "share 60 to 80% of their five-word pieces");
            Add(findings, across.Where(pair => pair.Jaccard < WarnJaccard).ToArray(), first, second, Severity.Warn, "are a quote: 80% of the shorter one is in the longer one");
        }

        return CheckResult.Of(Id, $"no near duplicates across parts among {compared} texts of {Method.Shingles.ShortestText} words or more (n = {texts.Ids.Count})", findings);
    }

    private bool Crosses(NearTextPair pair, Part first, Part second)
    {
        Part one = texts.Parts![pair.First];
        Part other = texts.Parts[pair.Second];
        return (one == first && other == second) || (one == second && other == first);
    }

    private void Add(List<Finding> findings, NearTextPair[] pairs, Part first, Part second, Severity severity, string what)
    {
        if (pairs.Length == 0)
        {
            return;
        }

        string one = SplitFingerprint.WordOf(first);
        string other = SplitFingerprint.WordOf(second);
        findings.Add(new Finding
        {
            Id = $"{Id}-{one}-{other}",
            Severity = severity,
            What = $"{pairs.Length} pairs of texts between {one} and {other} {what}",
            Evidence = string.Join("; ", pairs.OrderByDescending(pair => pair.Jaccard).Take(3).Select(pair => $"{texts.Ids[pair.First]} ~ {texts.Ids[pair.Second]} (Jaccard {CheckText.Number(pair.Jaccard)}, containment {CheckText.Number(pair.Containment)})")),
            N = texts.Ids.Count,
            Threshold = "Jaccard 0.8 error, 0.6 warn; containment 0.8 warn",
            HowToFix = "keep texts that share their words in one part: split by group with the clusters as the group column (hone check leak --as-group FILE writes it)",
            Why = "a text that was learned by heart is no test of understanding",
        });
    }
}
