namespace Hone.Method;

/// <summary>What the model of one fold says.</summary>
/// <param name="Valid">About the items of its fold, which it has not learned from.</param>
/// <param name="Test">About the test items; null where they are not predicted, or predicted as masks.</param>
public sealed record FoldPredictions(RunPredictions Valid, UnlabelledPredictions? Test = null)
{
    /// <summary>The masks of the test items, which are kept with the run of the fold; null for other kinds of data.</summary>
    public MaskPredictions? TestMasks { get; init; }
}
