using Hone.Autograd;
using Hone.Kernels;

namespace Hone.Ops;

/// <summary>An elementwise function whose gradient follows from its input: dx = dy f'(x).</summary>
internal abstract class UnaryNode<TOperator> : Node
    where TOperator : struct, IDifferentiableOperator
{
    private readonly Tensor _x;

    protected UnaryNode(Tensor x)
        : base(x) => _x = Save(x);

    /// <inheritdoc/>
    protected sealed override void Backward(Tensor gradient)
    {
        Tensor dx = Reuse(gradient);
        ElementwiseMap.GradientInto<TOperator>(dx, gradient, _x);
        Pass(0, dx);
    }
}
