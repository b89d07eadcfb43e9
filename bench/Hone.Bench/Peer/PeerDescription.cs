namespace Hone.Bench.Peer;

/// <summary>What the peer says about itself.</summary>
/// <param name="Python">Version of Python.</param>
/// <param name="Torch">Version of PyTorch.</param>
/// <param name="Capability">Vector instructions that PyTorch's own loops use.</param>
/// <param name="Blas">Name and version of the BLAS it has loaded.</param>
/// <param name="BlasCore">The kernel set that OpenBLAS chose for this CPU.</param>
internal sealed record PeerDescription(string Python, string Torch, string Capability, string Blas, string? BlasCore);
