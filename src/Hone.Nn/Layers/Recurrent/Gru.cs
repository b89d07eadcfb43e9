namespace Hone.Nn;

/// <summary>Gated recurrent units over sequences, in one or more layers and one or two directions.</summary>
/// <remarks>
/// PyTorch's <c>nn.GRU</c>: its formula (<see cref="TensorOperations.Gru"/>), names and order of weights. Each layer and direction is one recorded operation.
/// Lengths take the place of packed sequences. Shapes: x <c>[time, batch, in]</c>, output <c>[time, batch, directions * hidden]</c>, state
/// <c>[layers * directions, batch, hidden]</c>; with <see cref="RecurrentLayerOptions.BatchFirst"/> x and output begin with the batch.
/// </remarks>
/// <param name="inputSize">Size of the last axis of the input.</param>
/// <param name="hiddenSize">Number of hidden units of each layer and direction.</param>
/// <param name="options">One layer, one direction, time first and biases unless told.</param>
/// <exception cref="ArgumentOutOfRangeException">A size is below 1.</exception>
/// <exception cref="HoneException">The dropout is out of range, or there is a single layer to drop from, or two directions shall carry states.</exception>
public sealed class Gru(int inputSize, int hiddenSize, RecurrentLayerOptions? options = null) : RecurrentLayer(3, inputSize, hiddenSize, options)
{
    /// <summary>Computes output and last state from a given state.</summary>
    /// <param name="x">x: [time, batch, in], or batch first.</param>
    /// <param name="initialState">h before the first step, [layers * directions, batch, hidden]; null for zeros, or for those that the layer carries.</param>
    /// <param name="lengths">Steps of each sequence, in any order, where x is padded; null when all have as many as x.</param>
    /// <returns>Output and the state after each sequence's last step.</returns>
    /// <exception cref="ShapeException">The sizes do not fit together, or a length lies outside 1..time.</exception>
    public GruResult Forward(Tensor x, Tensor? initialState, IReadOnlyList<int>? lengths = null)
    {
        ArgumentNullException.ThrowIfNull(x);
        return Traced(x, (this, initialState, lengths), static (s, x) => s.Item1.Compute(x, s.initialState, s.lengths), static result => result.Output);
    }

    /// <inheritdoc/>
    public override ModelConfig? Config => new GruConfig(InputSize, HiddenSize, Options);

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x) => Compute(x, null, null).Output;

    private protected override (Tensor Output, Tensor Hidden, Tensor? Cell) Compute(
        Tensor x, RecurrentWeights weights, Tensor? hidden, Tensor? cell, RecurrentOptions options)
    {
        GruResult result = x.Gru(weights, hidden, options);
        return (result.Output, result.HiddenState, null);
    }

    private GruResult Compute(Tensor x, Tensor? initialState, IReadOnlyList<int>? lengths)
    {
        (Tensor output, Tensor hidden, _) = RunAll(x, initialState, null, lengths);
        return new GruResult(output, hidden);
    }
}
