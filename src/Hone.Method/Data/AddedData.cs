namespace Hone.Method;

/// <summary>What was added to the raw data.</summary>
/// <param name="Files">How many files the source has.</param>
/// <param name="Kept">How many of them were there already, whole.</param>
/// <param name="Bytes">The bytes of the source, unpacked.</param>
/// <param name="Manifest">The manifest of all raw files.</param>
public sealed record AddedData(int Files, int Kept, long Bytes, DataManifest Manifest);
