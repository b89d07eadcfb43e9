using Hone.Method;

namespace Hone.Cli;

/// <summary>What <c>hone ensemble --json</c> prints.</summary>
internal sealed record BlendJson(
    BlendMethod Asked,
    BlendMethod Method,
    string Metric,
    IReadOnlyList<BlendMemberScore> Members,
    double Score,
    Interval Interval,
    int N,
    int Folds,
    string BestSingle,
    PairedDifference Difference,
    BlendVerdict Verdict,
    string Sentence,
    string? Note,
    string? RunId)
{
    public static BlendJson Of(BlendResult result, string? runId) => new(
        result.Asked,
        result.Method,
        result.Metric,
        result.Members,
        result.Score,
        result.Interval,
        result.N,
        result.Folds,
        result.BestSingle,
        result.Difference,
        result.Verdict,
        result.Sentence,
        result.Note,
        runId);
}
