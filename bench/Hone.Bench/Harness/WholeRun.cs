namespace Hone.Bench.Harness;

/// <summary>A fit, an epoch or a prediction as a whole: too long to repeat often, and with a result that tells whether both sides did the same work.</summary>
/// <param name="WarmUp">A short piece of the same work, repeated before the clock runs.</param>
/// <param name="Run">One run.</param>
/// <param name="Score">What the last run gave.</param>
internal sealed record WholeRun(Action WarmUp, Action Run, Func<double> Score);
