namespace Hone.Method;

/// <summary>One fold that is there.</summary>
/// <param name="Fold">Its number, 0 to k - 1.</param>
/// <param name="RunId">The run that predicted it.</param>
/// <param name="N">How many items it has.</param>
/// <param name="HasTest">Whether the model of this fold has predicted the test items too.</param>
internal sealed record OutOfFoldPart(int Fold, string RunId, int N, bool HasTest);
