namespace Hone.Nn;

/// <summary>One time step of long short-term memory.</summary>
/// <remarks>
/// PyTorch's <c>nn.LSTMCell</c>; formula of <see cref="TensorOperations.Lstm"/>. For sequences that are known in advance <see cref="Lstm"/> is faster.
/// Shapes: x <c>[batch, in]</c>, h and c <c>[batch, hidden]</c>.
/// </remarks>
/// <param name="inputSize">Size of the last axis of the input.</param>
/// <param name="hiddenSize">Number of hidden units.</param>
/// <param name="bias">Whether biases are added; true as in PyTorch.</param>
/// <exception cref="ArgumentOutOfRangeException">A size is below 1.</exception>
public sealed class LstmCell(int inputSize, int hiddenSize, bool bias = true) : RecurrentCell(4, inputSize, hiddenSize, bias)
{
    /// <summary>Computes the next state.</summary>
    /// <param name="x">x: [batch, in]</param>
    /// <param name="state">h and c, each [batch, hidden]; null for zeros.</param>
    /// <returns>The next h and c.</returns>
    /// <exception cref="ShapeException">The sizes do not fit together.</exception>
    public LstmState Forward(Tensor x, LstmState? state)
    {
        ArgumentNullException.ThrowIfNull(x);
        return Traced(x, (this, state), static (s, x) => s.Item1.Next(x, s.state), static next => next.HiddenState);
    }

    /// <inheritdoc/>
    public override ModelConfig? Config => new LstmCellConfig(InputSize, HiddenSize, BiasIh is not null);

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x) => Next(x, null).HiddenState;

    private LstmState Next(Tensor x, LstmState? state) => AsSequence(x).Lstm(Weights, state).State;
}
