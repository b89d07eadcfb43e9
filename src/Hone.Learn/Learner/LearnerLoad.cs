using Hone.Nn;

namespace Hone.Learn;

/// <summary>What <see cref="Learner.Load"/> has loaded and what it has not.</summary>
/// <param name="Weights">Parameters and buffers of the model.</param>
/// <param name="Optimizer">The state of the optimizer.</param>
/// <param name="OptimizerProblem">Why it does not fit; null when there is no problem.</param>
public sealed record LearnerLoad(StateDictReport Weights, OptimizerLoad Optimizer, string? OptimizerProblem = null)
{
    /// <summary>Both in words.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => $"weights: {Weights}; optimizer: {Optimizer}{(OptimizerProblem is null ? string.Empty : $", {OptimizerProblem}")}";
}
