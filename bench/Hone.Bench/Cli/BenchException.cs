namespace Hone.Bench.Cli;

/// <summary>An error that the user can act on: wrong usage, a missing peer, a peer that is not worth comparing with.</summary>
internal sealed class BenchException(string expected, string got, string tryThis)
    : HoneException(expected, got, "bench/compare", tryThis);
