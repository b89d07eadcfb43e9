using Hone.Autograd;
using Hone.Kernels;

namespace Hone.Ops;

/// <summary>Every element cut at a border of its own: clamp with one tensor as the lower or the upper border.</summary>
internal sealed class ClampBorder : Node
{
    private readonly Tensor _x;
    private readonly Tensor _border;
    private readonly bool _lower;

    private ClampBorder(Tensor x, Tensor border, bool lower)
        : base(x, border)
    {
        _x = Save(x);
        _border = Save(border);
        _lower = lower;
    }

    // Shape rule: Broadcasting.Combine. Forward:
    public static Tensor Forward(Tensor x, Tensor border, bool lower)
    {
        Tensor y = lower ? ElementwiseMap.Binary<MaximumOperator>(x, border, nameof(Clamp)) : ElementwiseMap.Binary<MinimumOperator>(x, border, nameof(Clamp));
        return Tape.Needs(x, border) ? new ClampBorder(x, border, lower).Attach(y) : y;
    }

    /// <inheritdoc/>
    protected override void Backward(Tensor gradient)
    {
        // The border receives dy where it cuts, x everywhere else, on the border as well.
        Tensor cut = _lower ? _x.Less(_border) : _x.Greater(_border);
        Tensor zero = Tensor.Scalar(0, gradient.DType);
        if (NeedsGradient(0))
        {
            Pass(0, Broadcasting.Reduce(Tensor.Where(cut, zero, gradient), _x.Shape));
        }

        if (NeedsGradient(1))
        {
            Pass(1, Broadcasting.Reduce(Tensor.Where(cut, gradient, zero), _border.Shape));
        }
    }
}
