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
        yield return $"Hone:    {Machine.DotNet}, {ThreadText(Threads)}";
        if (Peer is not null)
        {
            yield return $"peer:    PyTorch {Peer.Torch} ({Peer.Capability}), {(Threads == 1 ? ThreadText(1) : $"best of 1 and {ThreadText(Threads)}")}; {Peer.Blas}";
        }

        yield return $"date:    {Date:yyyy-MM-dd HH:mm} UTC";
        yield return $"command: {Command}";
    }

    private static string ThreadText(int count) => count == 1 ? "1 thread" : $"{count} threads";
}
