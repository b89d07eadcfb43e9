namespace Hone.Learn;

/// <summary>One step of a sample through the pipeline.</summary>
/// <param name="Name">What was done.</param>
/// <param name="Result">What came out: type, shape and range, or the error.</param>
/// <param name="Failed">Whether this step failed; the walk ends there.</param>
public sealed record SummaryStep(string Name, string Result, bool Failed = false);
