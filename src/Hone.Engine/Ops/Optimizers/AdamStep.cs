using Hone.Kernels;

namespace Hone.Ops;

/// <summary>What one step of Adam is to do.</summary>
/// <param name="LearningRate">Step size.</param>
/// <param name="WeightDecay">Weight decay of the run.</param>
/// <param name="Decoupled">Whether the decay acts on the parameter instead of the gradient.</param>
/// <param name="Beta1">Memory of the mean of gradients.</param>
/// <param name="Beta2">Memory of the mean of squared gradients.</param>
/// <param name="Epsilon">Added to the root, after the correction of bias.</param>
/// <param name="Step">Number of this update, from 1.</param>
internal readonly record struct AdamStep(
    double LearningRate,
    double WeightDecay,
    bool Decoupled,
    double Beta1,
    double Beta2,
    double Epsilon,
    int Step)
{
    /// <summary>Factor on the step, such as a rectification; 1.</summary>
    public double Factor { get; init; } = 1;

    /// <summary>Whether the step goes along the mean itself, without the root.</summary>
    public bool IsPlainMean { get; init; }

    /// <summary>Whether epsilon is added to the root before the correction of bias, as in PyTorch's SparseAdam.</summary>
    public bool EpsilonBeforeCorrection { get; init; }

    /// <summary>Sharpness of a softened denominator; 0 for none. Decay is decoupled then.</summary>
    public double Softening { get; init; }

    /// <summary>What the loop does, with both corrections of bias.</summary>
    public AdamUpdate Update()
    {
        AdamUpdate update = Adam();
        return IsPlainMean
            ? update with { RootScale = 0, Epsilon = 1 }
            : EpsilonBeforeCorrection ? update with { Epsilon = Epsilon * update.RootScale } : update;
    }

    private AdamUpdate Adam() => new(
        StepSize: Factor * LearningRate / (1 - Math.Pow(Beta1, Step)),
        Shrink: Decoupled ? 1 - (LearningRate * WeightDecay) : 1,
        L2: Decoupled ? 0 : WeightDecay,
        Beta1: Beta1,
        Beta2: Beta2,
        RootScale: 1 / Math.Sqrt(1 - Math.Pow(Beta2, Step)),
        Epsilon: Epsilon);
}
