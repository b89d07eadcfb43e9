using System.Text.Json.Nodes;

namespace Hone.Bench.Harness;

/// <summary>What the peer is asked to build: a script in <c>bench/peer</c> and its arguments.</summary>
internal sealed record PeerOrder(string Family, JsonObject Arguments)
{
    /// <summary>The order with one more command in front, as a line of the protocol.</summary>
    public JsonObject ToJson(int threads) => new()
    {
        ["family"] = Family,
        ["arguments"] = Arguments.DeepClone(),
        ["threads"] = threads,
    };
}
