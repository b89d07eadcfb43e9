namespace Hone.Nn;

/// <summary>Options of <see cref="Sgd"/>; the defaults are fastai's.</summary>
public sealed record SgdOptions : OptimizerOptions
{
    /// <summary>Weight decay; 0.</summary>
    public override double WeightDecay { get; init; }

    /// <summary>Decoupled unless told; PyTorch adds it to the gradient.</summary>
    public WeightDecayMode WeightDecayMode { get; init; } = WeightDecayMode.Decoupled;

    /// <summary>Momentum; 0.</summary>
    public double Momentum { get; init; }

    /// <summary>Share by which the gradient that enters the momentum buffer is reduced, from the second step on; 0 as in fastai and PyTorch.</summary>
    public double Dampening { get; init; }

    /// <summary>Whether the step looks ahead along the momentum (Sutskever et al. 2013); false. It needs momentum and no dampening.</summary>
    public bool Nesterov { get; init; }
}
