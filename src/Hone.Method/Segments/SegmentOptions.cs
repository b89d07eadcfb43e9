namespace Hone.Method;

/// <summary>What counts as a weak segment; the defaults are those of deepchecks, with an interval added.</summary>
public sealed record SegmentOptions
{
    /// <summary>The smallest share of the validation items that a segment has; 5% by default.</summary>
    public double Support { get; init; } = 0.05;

    /// <summary>By how much worse its score is than that of all items, relative to it; 20% by default.</summary>
    public double RelativeDrop { get; init; } = 0.2;

    /// <summary>The confidence of all intervals together (Holm); 95% by default.</summary>
    public double Confidence { get; init; } = 0.95;

    /// <summary>How many segments are reported at most; 5 by default.</summary>
    public int Most { get; init; } = 5;
}
