namespace Hone.Nn;

/// <summary>Options of <see cref="Adam"/>; the defaults are fastai's.</summary>
public sealed record AdamOptions : AdaptiveOptions
{
    /// <summary>Decoupled unless told, as in fastai; PyTorch's <c>Adam</c> adds it to the gradient.</summary>
    public WeightDecayMode WeightDecayMode { get; init; } = WeightDecayMode.Decoupled;

    /// <summary>
    /// Whether steps are divided by the largest mean square so far instead of the latest (Reddi et al. 2018), so that a rare large gradient is not forgotten; false. It takes the memory of the
    /// parameters once more.
    /// </summary>
    public bool AmsGrad { get; init; }
}
