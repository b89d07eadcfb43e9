namespace Hone.Bench.Harness;

/// <summary>The median time of one run, and over how many runs it was taken.</summary>
internal readonly record struct Timing(double Seconds, int Runs);
