namespace Hone.Method;

/// <summary>A member of a blend with its own row.</summary>
/// <param name="Name">The run or recipe.</param>
/// <param name="Score">Its own score on all items.</param>
/// <param name="Interval">The 95% interval of that.</param>
/// <param name="Weight">Its weight in the final blend; for a stack the factor of its log-probabilities or values.</param>
public sealed record BlendMemberScore(string Name, double Score, Interval Interval, double Weight);
