namespace Hone.Method;

/// <summary>The frozen split that a run used; runs with different fingerprints are not comparable.</summary>
/// <param name="Name">The name of the split.</param>
/// <param name="Fingerprint">The fingerprint of the split.</param>
public sealed record RunSplit(string Name, string Fingerprint);
