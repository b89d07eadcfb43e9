using Hone.Nn;

namespace Hone.Testing;

/// <summary>A model around another one that changes what goes in or comes out.</summary>
internal sealed class Rewired : Module
{
    private readonly Func<Module, Tensor, Tensor> _compute;
    private readonly Module _inner;

    public Rewired(Module inner, Func<Module, Tensor, Tensor> compute)
    {
        _inner = Register("inner", inner);
        _compute = compute;
    }

    protected override Tensor Compute(Tensor x) => _compute(_inner, x);
}
