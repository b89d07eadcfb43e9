using Hone.Nn;

namespace Hone.Testing;

/// <summary>A model with a second layer whose result it uses, throws away, or multiplies by zero.</summary>
internal sealed class Severed : Module
{
    private readonly Linear _used;
    private readonly Linear _second;
    private readonly float? _share;

    /// <param name="outputs">Number of outputs.</param>
    /// <param name="share">What the second result is multiplied by; null throws it away.</param>
    public Severed(int outputs, float? share)
    {
        _used = Register("used", new Linear(ModelDraft.Columns, outputs));
        _second = Register("second", new Linear(ModelDraft.Columns, outputs));
        _share = share;
    }

    protected override Tensor Compute(Tensor x)
    {
        Tensor second = _second.Forward(x);
        return _share is { } share ? _used.Forward(x) + (second * share) : _used.Forward(x);
    }
}
