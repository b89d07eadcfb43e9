namespace Hone.Learn;

/// <summary>What came of one file with a model that answers with numbers.</summary>
/// <param name="Path">The file.</param>
/// <param name="Numbers">The numbers, for points x and y in turn, in pixels of the picture; null when there is an error.</param>
/// <param name="Error">Why the file could not be read or does not fit the model; null when there are numbers.</param>
public sealed record FileNumbers(string Path, IReadOnlyList<float>? Numbers, HoneException? Error);
