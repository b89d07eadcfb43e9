namespace Hone;

/// <summary>What an LSTM carries from one time step to the next; PyTorch's pair <c>(h, c)</c>.</summary>
/// <param name="HiddenState">h: [batch, hidden] for one layer and direction, [layers * directions, batch, hidden] for a whole layer stack.</param>
/// <param name="CellState">c: like h.</param>
public sealed record LstmState(Tensor HiddenState, Tensor CellState);
