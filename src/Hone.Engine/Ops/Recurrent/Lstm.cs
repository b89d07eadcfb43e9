using Hone.Kernels;
using Hone.Ops;

namespace Hone.Ops
{
    internal sealed class Lstm : RecurrentNode<LstmGates>
    {
        private Lstm(RecurrentInputs inputs, Tensor x, RecurrentTensors tensors)
            : base(inputs, x, tensors)
        {
        }

        /// <summary>[time + 2, batch, hidden]: the output, the last hidden state and the last cell. The shape rule is <see cref="RecurrentInputs.Check"/>.</summary>
        public static Tensor Forward(Tensor x, RecurrentWeights weights, LstmState? initialState, RecurrentOptions options)
        {
            var inputs = new RecurrentInputs
            {
                Operation = nameof(Lstm),
                X = x,
                Weights = weights,
                Hidden = initialState?.HiddenState,
                Cell = initialState?.CellState,
                Options = options,
                Sums = 4,
            };
            return Run(inputs, static (inputs, x, tensors) => new Lstm(inputs, x, tensors));
        }
    }
}

namespace Hone
{
    public static partial class TensorOperations
    {
        /// <summary>One layer of long short-term memory in one direction over whole sequences.</summary>
        /// <remarks>
        /// At each time step, with W x the product with <c>weight_ih</c>, U h the one with <c>weight_hh</c>, and both biases in b:
        /// <code>
        /// i, f, o = sigmoid(W x + U h + b), g = tanh(W x + U h + b)
        /// c = f c + i g
        /// h = o tanh(c)
        /// </code>
        /// The numbers are those of PyTorch's <c>nn.LSTM</c> with one layer. One operation is recorded for the whole sequence. With
        /// lengths the output is zero at padding, and the last states are those at each sequence's own last step.
        /// Source: Hochreiter and Schmidhuber 1997; gates of Gers et al. 2000.
        /// </remarks>
        /// <param name="x">x: [time, batch, in]</param>
        /// <param name="weights">Weights and biases for 4 hidden sums, gates i, f, g, o.</param>
        /// <param name="initialState">h and c before the first step, each [batch, hidden]; zeros unless given.</param>
        /// <param name="options">Direction and lengths.</param>
        /// <returns>Output [time, batch, hidden], h and c after the last step, each [batch, hidden]; gradients flow through all three.</returns>
        /// <exception cref="ShapeException">The sizes do not fit together, or a length lies outside 1..time.</exception>
        /// <exception cref="HoneException">The element types differ or are not floating point.</exception>
        public static LstmResult Lstm(this Tensor x, RecurrentWeights weights, LstmState? initialState = null, RecurrentOptions? options = null)
        {
            ArgumentNullException.ThrowIfNull(x);
            ArgumentNullException.ThrowIfNull(weights);
            Tensor all = Ops.Lstm.Forward(x, weights, initialState, options ?? new RecurrentOptions());
            int times = x.Shape[0];
            return new LstmResult(all.Narrow(0, 0, times), all.Narrow(0, times, 1).Squeeze(0), all.Narrow(0, times + 1, 1).Squeeze(0));
        }
    }
}
