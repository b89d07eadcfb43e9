namespace Hone.Autograd;

/// <summary>y = x, recorded: backward shows the gradient of y and hands it on as that of x.</summary>
internal sealed class GradientTap : Node
{
    private readonly Action<Tensor> _seen;

    public GradientTap(Tensor x, Action<Tensor> seen)
        : base(x) => _seen = seen;

    /// <inheritdoc/>
    protected override void Backward(Tensor gradient)
    {
        _seen(gradient);
        Pass(0, gradient);
    }
}
