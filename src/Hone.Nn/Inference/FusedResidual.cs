namespace Hone.Nn;

/// <summary>A residual block of convolutions, the last of which adds the shortcut and applies the ReLU.</summary>
internal sealed class FusedResidual : Module
{
    private readonly FusedConvolution[] _path;
    private readonly Module? _shortcut;

    /// <summary>Joins the parts; a shortcut that is null is the identity.</summary>
    public FusedResidual(Module? shortcut, params ReadOnlySpan<FusedConvolution> path)
    {
        _path = path.ToArray();
        for (int i = 0; i < _path.Length; i++)
        {
            Register(i.ToString(System.Globalization.CultureInfo.InvariantCulture), _path[i]);
        }

        _shortcut = shortcut is null ? null : Register("shortcut", shortcut);
    }

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x)
    {
        Tensor residual = _shortcut is null ? x : _shortcut.Forward(x); // [batch, out, out height, out width]
        Tensor h = LayerChain.Run(_path.AsSpan(0, _path.Length - 1), x);
        Tensor y = _path[^1].ForwardAdd(h, residual);
        LayerChain.Release(h, y, x);
        LayerChain.Release(residual, y, x);
        return y;
    }
}
