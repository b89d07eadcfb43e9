using Hone.Kernels;

namespace Hone.Ops;

/// <summary>What one step of RMSProp is to do.</summary>
/// <param name="LearningRate">Step size.</param>
/// <param name="WeightDecay">Weight decay of the run.</param>
/// <param name="Decoupled">Whether the decay acts on the parameter instead of the gradient.</param>
/// <param name="Momentum">Factor on the old buffer.</param>
/// <param name="Alpha">Memory of the means.</param>
/// <param name="Epsilon">Added to the root.</param>
internal readonly record struct RmsPropStep(
    double LearningRate,
    double WeightDecay,
    bool Decoupled,
    double Momentum,
    double Alpha,
    double Epsilon)
{
    /// <summary>What the loop does.</summary>
    public RmsPropUpdate Update() => new(
        LearningRate: LearningRate,
        Shrink: Decoupled ? 1 - (LearningRate * WeightDecay) : 1,
        L2: Decoupled ? 0 : WeightDecay,
        Alpha: Alpha,
        Momentum: Momentum,
        Epsilon: Epsilon);
}
