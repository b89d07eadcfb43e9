namespace Hone.Nn;

/// <summary>Options of <see cref="Lookahead"/>; the defaults are fastai's.</summary>
public sealed record LookaheadOptions
{
    /// <summary>k, the steps of the inner optimizer between two of the slow weights; 6.</summary>
    public int Steps { get; init; } = 6;

    /// <summary>alpha, the share of the way that the slow weights go, in 0..1; 0.5.</summary>
    public double Alpha { get; init; } = 0.5;
}
