namespace Hone.Method;

/// <summary>Two scored submissions against each other.</summary>
/// <param name="First">The id of the first.</param>
/// <param name="Second">The id of the second.</param>
/// <param name="LocalDifference">first - second of the local scores.</param>
/// <param name="PublicDifference">first - second of the public scores.</param>
/// <param name="LocalNoise">The smallest local difference that is beyond noise.</param>
/// <param name="PublicNoise">The smallest public difference that is beyond noise.</param>
/// <param name="Agreement">1 for the same order, -1 for the opposite order, 0 where a difference is inside noise.</param>
public sealed record TrackedPair(string First, string Second, double LocalDifference, double PublicDifference, double LocalNoise, double PublicNoise, int Agreement);
