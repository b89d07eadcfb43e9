using Hone.Bench.Machine;
using Hone.Bench.Peer;

namespace Hone.Bench.Reports;

/// <summary>What stands above the figures.</summary>
internal sealed record ResultHeader(MachineDescription Machine, PeerDescription? Peer, DateTimeOffset Date, string Command, int Threads)
{
    /// <summary>The header as lines for people.</summary>
    public IEnumerable<string> Lines()
    {
        yield return $"machine: {Machine.Processor}, {Machine.Cores} cores, {Machine.Vectors}; {Machine.OperatingSystem}";
        yield return $"Hone:    {Machine.DotNet}, {Threads} threads";
        if (Peer is not null)
        {
            yield return $"peer:    PyTorch {Peer.Torch} ({Peer.Capability}), best of 1 and {Threads} threads; {Peer.Blas}";
        }

        yield return $"date:    {Date:yyyy-MM-dd HH:mm} UTC";
        yield return $"command: {Command}";
    }
}
