namespace Hone.Nn;

/// <summary>A fire module whose convolutions apply their ReLU themselves.</summary>
internal sealed class FusedFire : Module
{
    private readonly FusedConvolution _squeeze;
    private readonly FusedConvolution _expand1;
    private readonly FusedConvolution _expand3;

    public FusedFire(FusedConvolution squeeze, FusedConvolution expand1, FusedConvolution expand3)
    {
        _squeeze = Register("squeeze", squeeze);
        _expand1 = Register("expand1x1", expand1);
        _expand3 = Register("expand3x3", expand3);
    }

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x)
    {
        Tensor squeezed = _squeeze.Forward(x);
        Tensor one = _expand1.Forward(squeezed);
        Tensor three = _expand3.Forward(squeezed);
        squeezed.ReleaseAfter(three);
        Tensor y = Tensor.Cat([one, three], 1);
        one.ReleaseAfter(y);
        three.ReleaseAfter(y);
        return y;
    }
}
