using Hone.Learn.Data;

namespace Hone.Method;

/// <summary>Names columns that sound as if they were written down after the target was known. info only: a name proves nothing.</summary>
/// <param name="target">The name of the target; null where there is none.</param>
/// <param name="features">The names of the features.</param>
/// <param name="n">The number of rows.</param>
internal sealed class NameHintCheck(string? target, IReadOnlyList<string> features, int n) : Check
{
    private const int ShortestName = 4;
    private const int LargestDistance = 2;

    private static readonly string[] Words = ["outcome", "status", "result", "label", "target", "answer", "response"];

    /// <inheritdoc/>
    public override string Id => "leak/names";

    /// <inheritdoc/>
    public override CheckResult Run(CancellationToken cancellationToken)
    {
        if (target is null)
        {
            return CheckResult.NotChecked(Id, "no target");
        }

        string[] hints = features.Where(IsHint).ToArray();
        if (hints.Length == 0)
        {
            return CheckResult.Pass(Id, $"no name of {features.Count} features resembles '{target}' or an outcome");
        }

        return CheckResult.Of(Id, "", [new Finding
        {
            Id = Id,
            Severity = Severity.Info,
            What = $"{hints.Length} of {features.Count} features are named like '{target}' or like an outcome",
            Evidence = CheckText.First(hints),
            N = n,
            Threshold = $"at most {LargestDistance} letters from the target, ending in _after, or an outcome's word",
            HowToFix = "ask when each of these is written down; leave out what is known only afterwards",
            Why = "columns made from the answer are the most common leak in tables",
        }]);
    }

    private bool IsHint(string name)
    {
        string lower = name.ToLowerInvariant();
        string wanted = target!.ToLowerInvariant();
        bool isNear = wanted.Length >= ShortestName && (lower.Contains(wanted, StringComparison.Ordinal) || EditDistance.Of(lower, wanted) <= LargestDistance);
        return isNear || lower.EndsWith("_after", StringComparison.Ordinal) || lower.Split('_', ' ', '-', '.').Any(Words.Contains);
    }
}
