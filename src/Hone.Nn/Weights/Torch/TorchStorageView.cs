namespace Hone.Nn;

/// <summary>A storage, or a run of one: old files share memory also that way.</summary>
/// <param name="Storage">The block.</param>
/// <param name="Start">First element.</param>
/// <param name="Count">Number of elements.</param>
internal sealed record TorchStorageView(TorchStorage Storage, long Start, long Count);
