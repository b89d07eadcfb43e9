namespace Hone;

/// <summary>What a GRU computes; PyTorch's <c>output, h_n</c>.</summary>
/// <param name="Output">The hidden state at every time step: [time, batch, directions * hidden], or batch first; zero at padding.</param>
/// <param name="HiddenState">h after the last step of each sequence: [batch, hidden] for one layer and direction, else [layers * directions, batch, hidden].</param>
public sealed record GruResult(Tensor Output, Tensor HiddenState);
