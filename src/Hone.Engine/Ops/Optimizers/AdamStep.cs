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
    /// <summary>What the loop does, with both corrections of bias.</summary>
    public AdamUpdate Update() => new(
        StepSize: LearningRate / (1 - Math.Pow(Beta1, Step)),
        Shrink: Decoupled ? 1 - (LearningRate * WeightDecay) : 1,
        L2: Decoupled ? 0 : WeightDecay,
        Beta1: Beta1,
        Beta2: Beta2,
        RootScale: 1 / Math.Sqrt(1 - Math.Pow(Beta2, Step)),
        Epsilon: Epsilon);
}
