namespace Hone.Ops;

/// <summary>What attention keeps for its backward.</summary>
/// <param name="Q">[batch, heads, queries, features]</param>
/// <param name="K">[batch, heads, keys, features]</param>
/// <param name="V">[batch, heads, keys, value features]</param>
/// <param name="Y">[batch, heads, queries, value features]</param>
/// <param name="LogSums">[batch, heads, queries], contiguous</param>
internal readonly record struct AttentionTensors(Tensor Q, Tensor K, Tensor V, Tensor Y, Tensor LogSums);
