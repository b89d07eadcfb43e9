using Hone.Autograd;
using Hone.Kernels;
using Hone.Ops;

namespace Hone.Ops
{
    /// <summary>dy/dx = P(x) + x p(x), with the normal distribution P and its density p.</summary>
    internal sealed class Gelu : UnaryNode<GeluOperator>
    {
        private Gelu(Tensor x)
            : base(x)
        {
        }

        // Shape rule: like x. Forward:
        public static Tensor Forward(Tensor x)
        {
            Tensor y = ElementwiseMap.Unary<GeluOperator>(x, nameof(Gelu));
            return Tape.Needs(x) ? new Gelu(x).Attach(y) : y;
        }
    }
}

namespace Hone
{
    public static partial class TensorOperations
    {
        /// <summary>The Gaussian error linear unit: y = x P(x), where P is the normal distribution function.</summary>
        /// <remarks>
        /// P(x) = (1 + erf(x / sqrt(2))) / 2, or (1 + tanh(sqrt(2 / pi) (x + 0.044715 x^3))) / 2 with <see cref="GeluForm.Tanh"/>.
        /// Hendrycks and Gimpel 2016; PyTorch's <c>F.gelu</c>. NaN stays NaN.
        /// </remarks>
        /// <param name="x">x: [...], floating point.</param>
        /// <param name="form">Exact, or the formula with tanh that older models were trained with.</param>
        /// <returns>y: [...], like x.</returns>
        /// <exception cref="HoneException">The elements are not floating point, or there is no such form.</exception>
        public static Tensor Gelu(this Tensor x, GeluForm form = GeluForm.Exact)
        {
            ArgumentNullException.ThrowIfNull(x);
            Choice.Require(form, nameof(Gelu));
            return form == GeluForm.Exact ? Ops.Gelu.Forward(x) : GeluTanh.Forward(x);
        }
    }
}
