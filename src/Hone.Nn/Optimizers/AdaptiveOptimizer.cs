using Hone.Ops;

namespace Hone.Nn;

/// <summary>What Adam and its relatives share: running means of gradients and of their squares, which each of them turns into steps.</summary>
public abstract class AdaptiveOptimizer : Optimizer
{
    private readonly AdaptiveOptions _options;
    private readonly Tensor? _largestSquares;

    /// <summary>Takes groups with numbers of their own.</summary>
    /// <param name="groups">No parameter is in two of them.</param>
    /// <param name="options">Defaults of the groups.</param>
    /// <param name="amsGrad">Whether the largest mean squares so far stand for the latest.</param>
    private protected AdaptiveOptimizer(IReadOnlyList<ParameterGroup> groups, AdaptiveOptions options, bool amsGrad = false)
        : base(groups, options, options.Momentum)
    {
        Require(options.SquareMomentum is >= 0 and < 1, nameof(options.SquareMomentum), options.SquareMomentum, "in 0..1, below 1");
        Require(options.Epsilon > 0, nameof(options.Epsilon), options.Epsilon, "above zero");
        _options = options;
        Means = NewState("mean");
        Squares = NewState("square");
        _largestSquares = amsGrad ? NewState("max_square") : null;
    }

    private protected Tensor Means { get; }

    private protected Tensor Squares { get; }

    private protected FlatTensors State => new(Values, Gradients, Means, Squares, _largestSquares);

    /// <summary>The numbers of Adam's own step.</summary>
    private protected AdamStep StepNumbers(ParameterGroup group, int step, double weightDecay, bool decoupled = true) => new(
        group.LearningRate,
        weightDecay,
        decoupled,
        group.Momentum,
        _options.SquareMomentum,
        _options.Epsilon,
        step);
}
