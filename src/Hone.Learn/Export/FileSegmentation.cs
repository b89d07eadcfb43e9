namespace Hone.Learn;

/// <summary>What came of one file that was segmented: an answer for each pixel or an error.</summary>
/// <param name="Path">The file.</param>
/// <param name="Segmentation">The answer; null when there is an error.</param>
/// <param name="Error">Why the file could not be read or does not fit the model; null when there is an answer.</param>
public sealed record FileSegmentation(string Path, Segmentation? Segmentation, HoneException? Error);
