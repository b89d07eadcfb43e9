namespace Hone.Method;

/// <summary>What the model of one fold says.</summary>
/// <param name="Valid">About the items of its fold, which it has not learned from.</param>
/// <param name="Test">About the test items; null where they are not predicted.</param>
public sealed record FoldPredictions(RunPredictions Valid, UnlabelledPredictions? Test = null);
