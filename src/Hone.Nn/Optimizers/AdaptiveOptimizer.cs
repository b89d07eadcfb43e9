using Hone.Ops;

namespace Hone.Nn;

/// <summary>What Adam and its relatives share: running means of gradients and of their squares, which each of them turns into steps.</summary>
public abstract class AdaptiveOptimizer : Optimizer
{
    private readonly AdaptiveOptions _options;

    private protected AdaptiveOptimizer(IReadOnlyList<ParameterGroup> groups, AdaptiveOptions options)
        : base(groups, options, options.Momentum)
    {
        Require(options.SquareMomentum is >= 0 and < 1, nameof(options.SquareMomentum), options.SquareMomentum, "in 0..1, below 1");
        Require(options.Epsilon > 0, nameof(options.Epsilon), options.Epsilon, "above zero");
        _options = options;
        Means = NewState("mean");
        Squares = NewState("square");
    }

    private protected Tensor Means { get; }

    private protected Tensor Squares { get; }

    /// <summary>The largest mean squares so far, for <see cref="StepByLargest"/>.</summary>
    private protected Tensor NewLargest() => NewState("max_square");

    private protected FlatTensors State => new(Values, Gradients, Means, Squares);

    /// <summary>The numbers of Adam's own step.</summary>
    private protected AdamStep StepNumbers(ParameterGroup group, int step, double weightDecay, bool decoupled = true) => new(
        group.LearningRate,
        weightDecay,
        decoupled,
        group.Momentum,
        _options.SquareMomentum,
        _options.Epsilon,
        step);

    /// <summary>Adam's step with the largest mean square so far in place of the latest: AMSGrad.</summary>
    /// <param name="adam">Adam's numbers.</param>
    /// <param name="run">What to update.</param>
    /// <param name="largest">The largest mean squares so far; moved.</param>
    private protected void StepByLargest(in AdamStep adam, FlatRun run, Tensor largest)
    {
        // 1. Moments and decay, without a step.
        OptimizerStep.Adam(adam with { Factor = 0 }, run, State);

        // 2. The largest mean squares.
        Tensor most = largest.Narrow(0, run.Start, run.Count);
        Tensor next = most.Maximum(Squares.Narrow(0, run.Start, run.Count));
        most.CopyFrom(next);
        next.ReleaseAfter(most);

        // 3. The step. RMSProp divides by the root of mean squares, which a memory of all that was leaves as they are; the mean stands for the gradient. Its epsilon is added to a root
        // without the correction of bias, so both are scaled by it.
        double correction = Math.Sqrt(1 - Math.Pow(adam.Beta2, adam.Step));
        var step = new RmsPropStep(
            LearningRate: adam.LearningRate * correction / (1 - Math.Pow(adam.Beta1, adam.Step)),
            WeightDecay: 0,
            Decoupled: true,
            Momentum: 0,
            Alpha: 1,
            Epsilon: adam.Epsilon * correction);
        OptimizerStep.RmsProp(step, run, new FlatTensors(Values, Means, null, largest));
    }
}
