namespace Hone.Method;

/// <summary>One run of a bisection.</summary>
/// <param name="Version">The version, or the last parameter that was changed.</param>
/// <param name="Score">Its score.</param>
public sealed record BisectStep(string Version, double Score);
