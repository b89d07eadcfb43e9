using Hone.Autograd;
using Hone.Kernels;
using Hone.Ops;

namespace Hone.Ops
{
    internal sealed class Atan2 : Node
    {
        private readonly Tensor _y;
        private readonly Tensor _x;

        private Atan2(Tensor y, Tensor x)
            : base(y, x)
        {
            _y = Save(y);
            _x = Save(x);
        }

        // Shape rule: Broadcasting.Combine. Forward:
        public static Tensor Forward(Tensor y, Tensor x)
        {
            Tensor angle = ElementwiseMap.Binary<Atan2Loop<float>, Atan2Loop<double>>(y, x, nameof(Atan2));
            return Tape.Needs(y, x) ? new Atan2(y, x).Attach(angle) : angle;
        }

        /// <inheritdoc/>
        protected override void Backward(Tensor gradient)
        {
            // With s = x^2 + y^2: dy = da x / s;  dx = -da y / s
            Tensor scaled = gradient / (_x.Square() + _y.Square());
            if (NeedsGradient(0))
            {
                Pass(0, Broadcasting.Reduce(scaled * _x, _y.Shape));
            }

            if (NeedsGradient(1))
            {
                Pass(1, Broadcasting.Reduce(-(scaled * _y), _x.Shape));
            }
        }
    }
}

namespace Hone
{
    public static partial class TensorOperations
    {
        /// <summary>The angle of the point (x, y) seen from the origin, in radians in -pi..pi, element by element.</summary>
        /// <remarks>The arc tangent of y / x in the quadrant of the point. Shapes broadcast as in NumPy. PyTorch's <c>torch.atan2</c>; at the origin the gradient is NaN.</remarks>
        /// <param name="y">y: [...], the ordinates; floating point.</param>
        /// <param name="x">x: [...], the abscissas, broadcast against y, of one element type with it.</param>
        /// <returns>The broadcast shape.</returns>
        /// <exception cref="ShapeException">Two aligned sizes differ and neither is 1.</exception>
        /// <exception cref="HoneException">The element types differ, or are not floating point.</exception>
        public static Tensor Atan2(this Tensor y, Tensor x)
        {
            ArgumentNullException.ThrowIfNull(y);
            ArgumentNullException.ThrowIfNull(x);
            return Ops.Atan2.Forward(y, x);
        }
    }
}
