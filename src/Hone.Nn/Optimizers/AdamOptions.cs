namespace Hone.Nn;

/// <summary>Options of <see cref="Adam"/>; the defaults are fastai's.</summary>
public sealed record AdamOptions : AdaptiveOptions
{
    /// <summary>Decoupled unless told, as in fastai; PyTorch's <c>Adam</c> adds it to the gradient.</summary>
    public WeightDecayMode WeightDecayMode { get; init; } = WeightDecayMode.Decoupled;
}
