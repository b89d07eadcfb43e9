namespace Hone.Method;

/// <summary>The content of <c>splits/plan.json</c>: what the interview said, for <c>hone split make</c>.</summary>
internal sealed record SplitPlan
{
    public int Format { get; init; } = 1;

    public required SplitAnswers Answers { get; init; }

    public SplitStrategy? Strategy { get; init; }

    public required string Reason { get; init; }

    public required string DataHash { get; init; }
}
