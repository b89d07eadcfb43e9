using Hone.Bench.Cli;
using Hone.Bench.Machine;
using Hone.Bench.Peer;

namespace Hone.Bench.Harness;

/// <summary>One invocation: its options, the peer (started when first needed), the load meter and a place for progress.</summary>
internal sealed class Session(CompareOptions options) : IDisposable
{
    private PeerProcess? _peer;

    public CompareOptions Options { get; } = options;

    public LoadMeter Load { get; } = new();

    /// <summary>The running peer.</summary>
    /// <exception cref="BenchException">There is no peer, or its BLAS is not OpenBLAS.</exception>
    public PeerProcess Peer
    {
        get
        {
            if (_peer is null)
            {
                _peer = PeerProcess.Start(Options);
                Load.PeerProcess = _peer.Process;
            }

            return _peer;
        }
    }

    /// <summary>Progress for people, on standard error, where it is a terminal.</summary>
    public void Log(string line)
    {
        if (!Console.IsErrorRedirected)
        {
            Console.Error.Write("\r\u001b[K" + line);
        }
    }

    /// <summary>Removes the progress line.</summary>
    public void ClearLog() => Log(string.Empty);

    public void Dispose() => _peer?.Dispose();
}
