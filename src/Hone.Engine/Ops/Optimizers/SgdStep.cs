using Hone.Kernels;

namespace Hone.Ops;

/// <summary>What one step of gradient descent is to do.</summary>
/// <param name="LearningRate">Step size.</param>
/// <param name="WeightDecay">Weight decay of the run.</param>
/// <param name="Decoupled">Whether the decay acts on the parameter instead of the gradient.</param>
/// <param name="Momentum">Factor on the old buffer.</param>
/// <param name="Dampening">Share by which the gradient that enters the buffer is reduced.</param>
/// <param name="Nesterov">Whether the step looks ahead along the momentum.</param>
/// <param name="IsFirst">Whether the buffer starts here: it becomes the gradient itself.</param>
internal readonly record struct SgdStep(
    double LearningRate,
    double WeightDecay,
    bool Decoupled,
    double Momentum,
    double Dampening,
    bool Nesterov,
    bool IsFirst)
{
    /// <summary>What the loop does.</summary>
    public SgdUpdate Update()
    {
        bool starts = IsFirst || Momentum == 0;
        return new SgdUpdate(
            LearningRate: LearningRate,
            Shrink: Decoupled ? 1 - (LearningRate * WeightDecay) : 1,
            L2: Decoupled ? 0 : WeightDecay,
            BufferDecay: starts ? 0 : Momentum,
            GradientShare: starts ? 1 : 1 - Dampening,
            GradientWeight: Nesterov ? 1 : 0,
            BufferWeight: Nesterov ? Momentum : 1);
    }
}
