namespace Hone.Learn;

/// <summary>What is known of one class: how often it was right, how often it was there, how often it was predicted.</summary>
internal readonly record struct ClassCounts(long TruePositives, long Actual, long Predicted);
