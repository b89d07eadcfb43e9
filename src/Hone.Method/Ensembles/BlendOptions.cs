namespace Hone.Method;

/// <summary>How predictions are blended.</summary>
public sealed record BlendOptions
{
    /// <summary>The way; greedy selection by default, because it optimizes the metric itself and leaves out what does not help.</summary>
    public BlendMethod Method { get; init; } = BlendMethod.Greedy;

    /// <summary>Rounds of greedy selection; 25 by default, AutoGluon's number, whose authors measured nothing beyond it.</summary>
    public int Rounds { get; init; } = 25;

    /// <summary>
    /// In how many folds weights are fitted on all but one and scored on that one; 5 by default. Members that were predicted in folds bring their own, which keep
    /// groups together.
    /// </summary>
    public int Folds { get; init; } = 5;

    /// <summary>The seed of the folds.</summary>
    public ulong Seed { get; init; }
}
