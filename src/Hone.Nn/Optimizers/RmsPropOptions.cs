namespace Hone.Nn;

/// <summary>Options of <see cref="RmsProp"/>; the defaults are fastai's.</summary>
public sealed record RmsPropOptions : OptimizerOptions
{
    /// <summary>Weight decay; 0.</summary>
    public override double WeightDecay { get; init; }

    /// <summary>Decoupled unless told, as in fastai; PyTorch adds it to the gradient.</summary>
    public WeightDecayMode WeightDecayMode { get; init; } = WeightDecayMode.Decoupled;

    /// <summary>Momentum; 0.</summary>
    public double Momentum { get; init; }

    /// <summary>a, the memory of the mean of squared gradients (PyTorch's alpha); 0.99.</summary>
    public double SquareMomentum { get; init; } = 0.99;

    /// <summary>Added to the root; 1e-8.</summary>
    public double Epsilon { get; init; } = 1e-8;

    /// <summary>Whether the squared mean is taken off the mean square, which leaves the variance (Graves 2013); false.</summary>
    public bool Centered { get; init; }
}
