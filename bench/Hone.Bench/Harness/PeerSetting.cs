namespace Hone.Bench.Harness;

/// <summary>One way in which the peer can do the prepared run: memory format and number of threads.</summary>
internal readonly record struct PeerSetting(int Index, string Name);
