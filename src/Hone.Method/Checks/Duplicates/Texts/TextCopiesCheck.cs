using System.Text;

namespace Hone.Method;

/// <summary>Asks whether texts have copies in another part: byte by byte, and without blanks, punctuation and case. error at one.</summary>
/// <param name="texts">The texts.</param>
internal sealed class TextCopiesCheck(CheckedTexts texts) : Check
{
    /// <inheritdoc/>
    public override string Id => "leak/duplicates";

    /// <inheritdoc/>
    public override CheckResult Run(CancellationToken cancellationToken)
    {
        if (PartIndex.MissingTwo(texts.PartIndex) is { } reason)
        {
            return CheckResult.NotChecked(Id, reason);
        }

        // Equal texts are equal without punctuation too: the wider net finds both, and the evidence says how many are exact.
        int?[] labels = texts.Ids.Select((_, item) => texts.Target is { } target && target.IsKnown(item) ? (int?)target.Codes[item] : null).ToArray();
        UInt128[] bare = texts.BareHashes();
        CheckResult result = new DuplicatesAcrossPartsCheck(texts.Ids, texts.PartIndex!, bare, labels, Id, "copies (without blanks, punctuation and case)").Run(cancellationToken);
        int rewritten = DuplicateClusters.Of(bare).Count(cluster => cluster.Select(item => texts.Texts[item]).Distinct(StringComparer.Ordinal).Skip(1).Any());
        return CheckResult.Of(
            Id,
            result.Message,
            result.Findings.Select(finding => rewritten == 0 ? finding : finding with { Evidence = $"{finding.Evidence} ({rewritten} texts differ in blanks, punctuation or case only)" }));
    }
}
