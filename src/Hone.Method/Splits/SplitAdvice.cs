namespace Hone.Method;

/// <summary>The outcome of the split interview.</summary>
public sealed record SplitAdvice
{
    /// <summary>The five questions with their answers and where these come from.</summary>
    public required IReadOnlyList<SplitQuestion> Questions { get; init; }

    /// <summary>The answers, those that the columns proposed included.</summary>
    public required SplitAnswers Answers { get; init; }

    /// <summary>The strategy; null where an open question decides, so that nothing was checked.</summary>
    public SplitStrategy? Strategy { get; init; }

    /// <summary>Why, in one sentence; it is stored in <c>split.json</c>. Without a strategy: what is open.</summary>
    public required string Reason { get; init; }
}
