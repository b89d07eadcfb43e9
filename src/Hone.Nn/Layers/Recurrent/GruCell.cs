namespace Hone.Nn;

/// <summary>One time step of a gated recurrent unit.</summary>
/// <remarks>
/// PyTorch's <c>nn.GRUCell</c>; formula of <see cref="TensorOperations.Gru"/>. For sequences that are known in advance <see cref="Gru"/> is faster.
/// Shapes: x <c>[batch, in]</c>, h <c>[batch, hidden]</c>.
/// </remarks>
/// <param name="inputSize">Size of the last axis of the input.</param>
/// <param name="hiddenSize">Number of hidden units.</param>
/// <param name="bias">Whether biases are added; true as in PyTorch.</param>
/// <exception cref="ArgumentOutOfRangeException">A size is below 1.</exception>
public sealed class GruCell(int inputSize, int hiddenSize, bool bias = true) : RecurrentCell(3, inputSize, hiddenSize, bias)
{
    /// <summary>Computes the next state.</summary>
    /// <param name="x">x: [batch, in]</param>
    /// <param name="state">h: [batch, hidden]; null for zeros.</param>
    /// <returns>The next h.</returns>
    /// <exception cref="ShapeException">The sizes do not fit together.</exception>
    public Tensor Forward(Tensor x, Tensor? state)
    {
        ArgumentNullException.ThrowIfNull(x);
        return Traced(x, (this, state), static (s, x) => s.Item1.Next(x, s.state), static next => next);
    }

    /// <inheritdoc/>
    public override ModelConfig? Config => new GruCellConfig(InputSize, HiddenSize, BiasIh is not null);

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x) => Next(x, null);

    private Tensor Next(Tensor x, Tensor? state) => AsSequence(x).Gru(Weights, state).HiddenState;
}
