namespace Hone.Method;

/// <summary>One trial of a search.</summary>
/// <param name="RunId">Its run; null where it ended before one began.</param>
/// <param name="Values">The parameters.</param>
/// <param name="Score">The metric of the charter; null for a trial that was ended early or failed.</param>
/// <param name="Ended">Why it has no score; null where it has one.</param>
public sealed record SearchTrial(string? RunId, IReadOnlyDictionary<string, string> Values, double? Score, string? Ended)
{
    /// <summary>The parameters as they would be typed.</summary>
    public override string ToString() => string.Join(' ', Values.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}={pair.Value}"));
}
