namespace Hone.Method;

/// <summary>Names texts without a word: warn.</summary>
/// <param name="texts">The texts.</param>
internal sealed class EmptyTextsCheck(CheckedTexts texts) : Check
{
    /// <inheritdoc/>
    public override string Id => "data/empty-texts";

    /// <inheritdoc/>
    public override CheckResult Run(CancellationToken cancellationToken)
    {
        int[] empty = Enumerable.Range(0, texts.Ids.Count).Where(item => texts.Words[item].Count == 0).ToArray();
        if (empty.Length == 0)
        {
            return CheckResult.Pass(Id, $"every text has a word (n = {texts.Ids.Count})");
        }

        return CheckResult.Of(Id, "", [new Finding
        {
            Id = Id,
            Severity = Severity.Warn,
            What = $"{empty.Length} of {texts.Ids.Count} texts have no word",
            Evidence = CheckText.First(empty.Select(item => texts.Ids[item]).ToArray()),
            N = texts.Ids.Count,
            Threshold = "1 word",
            HowToFix = "leave them out, or look at how they were exported",
            Why = "an empty text has a label that nobody can learn",
        }]);
    }
}
