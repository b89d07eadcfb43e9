namespace Hone.Nn;

/// <summary>What the options of Adam and its relatives have in common; the defaults are those of fastai's Adam.</summary>
public abstract record AdaptiveOptions : OptimizerOptions
{
    /// <summary>Weight decay; 0.01 (PyTorch: 0 for Adam, 0.01 for AdamW).</summary>
    public override double WeightDecay { get; init; } = 0.01;

    /// <summary>beta1, the memory of the mean of gradients; 0.9.</summary>
    public double Momentum { get; init; } = 0.9;

    /// <summary>beta2, the memory of the mean of squared gradients; 0.99, which adapts ten times faster than PyTorch's 0.999.</summary>
    public double SquareMomentum { get; init; } = 0.99;

    /// <summary>Added to the root of the mean square after the correction of bias; 1e-5 (PyTorch: 1e-8).</summary>
    public double Epsilon { get; init; } = 1e-5;
}
