using Hone.Kernels;
using Hone.Ops;

namespace Hone.Nn;

/// <summary>The numbers of one step of Adam, shared by <see cref="Adam"/> and <see cref="AdamW"/>.</summary>
internal static class AdamStepper
{
    public static AdamCoefficients Coefficients(ParameterGroup group, int step, double weightDecay, double squareMomentum, double epsilon, bool decoupled) => new(
        StepSize: group.LearningRate / (1 - Math.Pow(group.Momentum, step)),
        Shrink: decoupled ? 1 - (group.LearningRate * weightDecay) : 1,
        L2: decoupled ? 0 : weightDecay,
        Beta1: group.Momentum,
        Beta2: squareMomentum,
        RootScale: 1 / Math.Sqrt(1 - Math.Pow(squareMomentum, step)),
        Epsilon: epsilon);
}
