namespace Hone.Ops;

/// <summary>What the forward pass of a recurrent layer leaves for backward.</summary>
internal sealed record RecurrentTensors
{
    /// <summary>[time + 1 or 2, batch, hidden]</summary>
    public required Tensor Output { get; init; }

    /// <summary>[times, batch, 4 hidden]</summary>
    public required Tensor Gates { get; init; }

    /// <summary>[times, batch, hidden]; null where there are no cells.</summary>
    public required Tensor? Cells { get; init; }

    /// <summary>[batch, hidden]</summary>
    public required Tensor InitialHidden { get; init; }

    /// <summary>Whether the initial hidden state was given; otherwise it is zero and has no part in any product.</summary>
    public required bool HasInitialHidden { get; init; }

    /// <summary>[batch, hidden]; null where there are no cells.</summary>
    public required Tensor? InitialCell { get; init; }

    /// <summary>Steps of each sequence; null when all have <see cref="Times"/>.</summary>
    public required int[]? Lengths { get; init; }

    /// <summary>Times that any sequence reaches.</summary>
    public int Times => Gates.Shape[0];

    public int Batch => Gates.Shape[1];

    public int Hidden => Output.Shape[2];
}
