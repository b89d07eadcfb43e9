namespace Hone;

/// <summary>What an LSTM computes; PyTorch's <c>output, (h_n, c_n)</c>.</summary>
/// <param name="Output">The hidden state at every time step: [time, batch, directions * hidden], or batch first; zero at padding.</param>
/// <param name="HiddenState">h after the last step of each sequence: [batch, hidden] for one layer and direction, else [layers * directions, batch, hidden].</param>
/// <param name="CellState">c after the last step of each sequence, like h.</param>
public sealed record LstmResult(Tensor Output, Tensor HiddenState, Tensor CellState)
{
    /// <summary>The state to go on from.</summary>
    public LstmState State => new(HiddenState, CellState);
}
