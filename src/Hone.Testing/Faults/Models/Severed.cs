using Hone.Nn;

namespace Hone.Testing;

/// <summary>A net with a second way through one layer, whose result it uses, throws away, or multiplies by zero.</summary>
internal sealed class Severed : Module
{
    private readonly Sequential _used;
    private readonly Linear _second;
    private readonly float? _share;

    /// <param name="outputs">Number of outputs.</param>
    /// <param name="share">What the second result is multiplied by; null throws it away.</param>
    public Severed(int outputs, float? share)
    {
        _used = Register("used", new Sequential(new Linear(ModelDraft.Columns, 24), new ReLU(), new Linear(24, outputs)));
        _second = Register("second", new Linear(ModelDraft.Columns, outputs));
        _share = share;
    }

    protected override Tensor Compute(Tensor x)
    {
        Tensor second = _second.Forward(x);
        return _share is { } share ? _used.Forward(x) + (second * share) : _used.Forward(x);
    }
}
