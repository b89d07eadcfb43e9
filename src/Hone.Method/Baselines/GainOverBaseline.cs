namespace Hone.Method;

/// <summary>What a run is worth beside the best rung that knows nothing but the labels.</summary>
/// <param name="Baseline">The name of that rung.</param>
/// <param name="Gain">(score - baseline) / (perfect - baseline); null where the rung is perfect already.</param>
/// <param name="Difference">run - rung on the same items.</param>
public sealed record GainOverBaseline(string Baseline, double? Gain, PairedDifference Difference)
{
    /// <summary>The tag of runs that do not beat the best trivial rung.</summary>
    public const string BelowTag = "below-baseline";

    /// <summary>Whether the run does not beat the rung by more than noise; such a run is not worth its trouble.</summary>
    public bool IsBelowBaseline => Difference.Verdict != Verdict.Better;
}
