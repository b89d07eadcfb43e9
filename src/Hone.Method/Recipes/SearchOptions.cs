namespace Hone.Method;

/// <summary>What is searched, and how long.</summary>
public sealed record SearchOptions
{
    /// <summary>The parameters and their ranges, at least one; see <see cref="SearchRange.Parse"/>.</summary>
    public required IReadOnlyList<SearchRange> Ranges { get; init; }

    /// <summary>How long; no trial begins afterwards, and the one under way is ended. 10 minutes by default.</summary>
    public TimeSpan Budget { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>The most trials; null for as many as the budget has room for.</summary>
    public int? MostTrials { get; init; }

    /// <summary>
    /// After epochs 1, 3, 9, ... a trial goes on only if it is among the best 1/<c>Reduction</c> of the trials that came so far: successive halving. 3 by default, as in Hyperband; trials of trees have no epochs
    /// and run to their end.
    /// </summary>
    public int Reduction { get; init; } = 3;
}
