namespace Hone.Learn.Data;

/// <summary>An image file that cannot be decoded.</summary>
/// <param name="Path">The file.</param>
/// <param name="Problem">What is wrong with it.</param>
public sealed record UnreadableImage(string Path, string Problem);
