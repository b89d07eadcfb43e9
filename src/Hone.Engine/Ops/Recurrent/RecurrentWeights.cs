namespace Hone;

/// <summary>
/// The weights of one recurrent layer in one direction, under PyTorch's names and in its order of gates. They are tensors like any other: a
/// weight computed by operations, such as one with dropped connections, gets its gradient too.
/// </summary>
/// <param name="WeightIh">[4 hidden, in] for an LSTM, gates i, f, g, o; [3 hidden, in] for a GRU, gates r, z, n.</param>
/// <param name="WeightHh">[4 hidden, hidden], or [3 hidden, hidden].</param>
/// <param name="BiasIh">[4 hidden] or [3 hidden], added to the product with x; null for none.</param>
/// <param name="BiasHh">[4 hidden] or [3 hidden], added to the product with the hidden state; null for none.</param>
public sealed record RecurrentWeights(Tensor WeightIh, Tensor WeightHh, Tensor? BiasIh = null, Tensor? BiasHh = null);
