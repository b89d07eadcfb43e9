using Hone.Kernels;
using Hone.Ops;

namespace Hone.Nn;

/// <summary>LAMB (You et al. 2020): Adam whose step is scaled, for each parameter tensor, to the size of the tensor itself; for very large batches.</summary>
/// <remarks>
/// <code>
/// p = p * (1 - lr * wd)
/// d = m / (1 - beta1^t) / (sqrt(v / (1 - beta2^t)) + eps)
/// q = min(|p| / |d|, 10), or 1 where a norm is 0
/// p = p - lr * q * d
/// </code>
/// fastai's <c>Lamb</c>. The paper adds the decay to d, so that it takes part in the ratio, and lets the caller choose the bounds of |p|.
/// </remarks>
public sealed class Lamb : AdaptiveOptimizer
{
    /// <summary>Largest trust ratio; fastai's number.</summary>
    private const double MostTrust = 10;

    /// <summary>Takes parameters as one group.</summary>
    /// <param name="parameters">Usually <c>model.Parameters()</c>.</param>
    /// <param name="options">fastai's defaults unless told.</param>
    /// <exception cref="HoneException">A number is out of range, a parameter has no values yet, or two share a path.</exception>
    public Lamb(IEnumerable<Parameter> parameters, LambOptions? options = null)
        : this([new ParameterGroup(parameters)], options)
    {
    }

    /// <summary>Takes groups with numbers of their own.</summary>
    /// <param name="groups">No parameter is in two of them.</param>
    /// <param name="options">fastai's defaults unless told.</param>
    /// <inheritdoc cref="Lamb(IEnumerable{Parameter}, LambOptions)" path="/exception"/>
    public Lamb(IReadOnlyList<ParameterGroup> groups, LambOptions? options = null)
        : base(groups, options ?? new LambOptions())
    {
    }

    private protected override bool UpdatesEachParameter => true;

    internal override void Update(ParameterGroup group, FlatRun run, int step, double weightDecay)
    {
        AdamUpdate adam = StepNumbers(group, step, weightDecay).Update();

        // 1. Moments and decay, without a step.
        OptimizerStep.Run(adam with { StepSize = 0 }, run, State);

        // 2. The norms of the parameter and of Adam's direction.
        double correction = adam.StepSize == 0 ? 0 : adam.StepSize / group.LearningRate;
        double size = Math.Sqrt(OptimizerStep.SquareSum(Values, run));
        double length = correction * Math.Sqrt(OptimizerStep.DirectionSquareSum(Means, Squares, run, adam.RootScale, adam.Epsilon));
        double trust = size == 0 || length == 0 ? 1 : Math.Min(size / length, MostTrust);

        // 3. The step alone: moments that keep all of themselves stay as they are.
        OptimizerStep.Run(adam with { StepSize = adam.StepSize * trust, Shrink = 1, Beta1 = 1, Beta2 = 1 }, run, State);
    }
}
