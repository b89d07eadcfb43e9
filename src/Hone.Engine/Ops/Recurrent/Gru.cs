using Hone.Kernels;
using Hone.Ops;

namespace Hone.Ops
{
    internal sealed class Gru : RecurrentNode<GruGates>
    {
        private Gru(RecurrentInputs inputs, Tensor x, RecurrentTensors tensors)
            : base(inputs, x, tensors)
        {
        }

        /// <summary>[time + 1, batch, hidden]: the output and the last hidden state. The shape rule is <see cref="RecurrentInputs.Check"/>.</summary>
        public static Tensor Forward(Tensor x, RecurrentWeights weights, Tensor? initialState, RecurrentOptions options)
        {
            var inputs = new RecurrentInputs
            {
                Operation = nameof(Gru),
                X = x,
                Weights = weights,
                Hidden = initialState,
                Options = options,
                Sums = 3,
            };
            return Run(inputs, static (inputs, x, tensors) => new Gru(inputs, x, tensors));
        }
    }
}

namespace Hone
{
    public static partial class TensorOperations
    {
        /// <summary>One layer of gated recurrent units in one direction over whole sequences.</summary>
        /// <remarks>
        /// At each time step, with W x the product with <c>weight_ih</c>, U h the one with <c>weight_hh</c>, and b, d their biases:
        /// <code>
        /// r, z = sigmoid(W x + b + U h + d)
        /// n = tanh(W x + b + r (U h + d))
        /// h = (1 - z) n + z h
        /// </code>
        /// The numbers are those of PyTorch's <c>nn.GRU</c> with one layer, which applies r behind the product, unlike the first paper. One
        /// operation is recorded for the whole sequence. With lengths the output is zero at padding, and the last state is that at each
        /// sequence's own last step. Source: Cho et al. 2014.
        /// </remarks>
        /// <param name="x">x: [time, batch, in]</param>
        /// <param name="weights">Weights and biases for 3 hidden sums, gates r, z, n.</param>
        /// <param name="initialState">h before the first step, [batch, hidden]; zeros unless given.</param>
        /// <param name="options">Direction and lengths.</param>
        /// <returns>Output [time, batch, hidden] and h after the last step [batch, hidden]; gradients flow through both.</returns>
        /// <exception cref="ShapeException">The sizes do not fit together, or a length lies outside 1..time.</exception>
        /// <exception cref="HoneException">The element types differ or are not floating point.</exception>
        public static GruResult Gru(this Tensor x, RecurrentWeights weights, Tensor? initialState = null, RecurrentOptions? options = null)
        {
            ArgumentNullException.ThrowIfNull(x);
            ArgumentNullException.ThrowIfNull(weights);
            Tensor all = Ops.Gru.Forward(x, weights, initialState, options ?? new RecurrentOptions());
            int times = x.Shape[0];
            return new GruResult(all.Narrow(0, 0, times), all.Narrow(0, times, 1).Squeeze(0));
        }
    }
}
