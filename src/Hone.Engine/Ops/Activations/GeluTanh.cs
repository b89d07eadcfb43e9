using Hone.Autograd;
using Hone.Kernels;

namespace Hone.Ops;

/// <summary>dy/dx = (1 + t + x (1 - t^2) u') / 2 with t = tanh(u), u = sqrt(2 / pi) (x + 0.044715 x^3).</summary>
internal sealed class GeluTanh : UnaryNode<GeluTanhOperator>
{
    private GeluTanh(Tensor x)
        : base(x)
    {
    }

    // Shape rule: like x. Forward:
    public static Tensor Forward(Tensor x)
    {
        Tensor y = ElementwiseMap.Unary<GeluTanhOperator>(x, nameof(Gelu));
        return Tape.Needs(x) ? new GeluTanh(x).Attach(y) : y;
    }
}
