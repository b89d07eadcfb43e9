namespace Hone.Bench.Harness;

/// <summary>What one workload gave.</summary>
internal sealed record Outcome
{
    public required string Id { get; init; }

    public required Unit Unit { get; init; }

    /// <summary>Hone's median over the rounds, in <see cref="Unit"/>.</summary>
    public required double Hone { get; init; }

    /// <summary>The peer's median over the rounds in its best setting; null for a calibration, which has no peer.</summary>
    public double? Peer { get; init; }

    /// <summary>The median over the rounds of peer time / Hone time (peer bytes / Hone bytes): above 1, Hone is faster (smaller).</summary>
    public double? Ratio { get; init; }

    /// <summary>The least ratio that is good enough.</summary>
    public double? Bar { get; init; }

    /// <summary>The largest figure of Hone that keeps the promise, in <see cref="Unit"/>, where there is an absolute one.</summary>
    public double? Limit { get; init; }

    /// <summary>The smallest figure of Hone that keeps the promise, in <see cref="Unit"/>, where there is an absolute one.</summary>
    public double? Least { get; init; }

    /// <summary>The smallest and largest ratio of a round.</summary>
    public (double Low, double High)? Spread { get; init; }

    /// <summary>The peer's setting that won.</summary>
    public string? PeerSetting { get; init; }

    public int Rounds { get; init; }

    /// <summary>Share of the machine that other programs took during the turns, 0 to 1; null where the system does not tell.</summary>
    public double? ForeignLoad { get; init; }

    /// <summary>Anything a reader must know before believing the figures.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Whether bar, limit and least figure were kept; null where there is none of them.</summary>
    public bool? Pass => Bar is null && Limit is null && Least is null ? null : !(Ratio < Bar) && !(Hone > Limit) && !(Hone < Least);
}
