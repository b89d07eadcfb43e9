using Hone.Ops;

namespace Hone.Nn;

/// <summary>RMSProp (Tieleman and Hinton 2012): the gradient over the root of its running mean square.</summary>
/// <remarks>
/// <code>
/// p = p * (1 - lr * wd)                       decoupled weight decay (fastai), or
/// g = g + wd * p                              L2 (PyTorch)
/// v = a * v + (1 - a) * g^2
/// d = g / (sqrt(v) + eps), or g / (sqrt(v - w^2) + eps) with w = a * w + (1 - a) * g when centered
/// m = momentum * m + d; d = m                 with momentum
/// p = p - lr * d
/// </code>
/// PyTorch's <c>torch.optim.RMSprop</c> with another kind of weight decay by default. fastai's <c>RMSProp</c> is the same without momentum; with
/// momentum it averages the gradient first and divides then, and it is never centered. Centered, v - w^2 is held at zero or above, where rounding could
/// make PyTorch's root NaN.
/// </remarks>
public sealed class RmsProp : Optimizer
{
    private readonly RmsPropOptions _options;
    private readonly Tensor _squares;
    private readonly Tensor? _means;
    private readonly LateState _momentum;

    /// <summary>Takes parameters as one group.</summary>
    /// <param name="parameters">Usually <c>model.Parameters()</c>.</param>
    /// <param name="options">fastai's defaults unless told.</param>
    /// <exception cref="HoneException">A number is out of range, a parameter has no values yet, or two share a path.</exception>
    public RmsProp(IEnumerable<Parameter> parameters, RmsPropOptions? options = null)
        : this([new ParameterGroup(parameters)], options)
    {
    }

    /// <summary>Takes groups with numbers of their own.</summary>
    /// <param name="groups">No parameter is in two of them.</param>
    /// <param name="options">fastai's defaults unless told.</param>
    /// <inheritdoc cref="RmsProp(IEnumerable{Parameter}, RmsPropOptions)" path="/exception"/>
    public RmsProp(IReadOnlyList<ParameterGroup> groups, RmsPropOptions? options = null)
        : base(groups, options ??= new RmsPropOptions(), options.Momentum)
    {
        Choice.Require(options.WeightDecayMode, nameof(RmsProp));
        Require(options.SquareMomentum is >= 0 and < 1, nameof(options.SquareMomentum), options.SquareMomentum, "in 0..1, below 1");
        Require(options.Epsilon > 0, nameof(options.Epsilon), options.Epsilon, "above zero");
        _options = options;
        _squares = NewState("square");
        _means = options.Centered ? NewState("mean") : null;
        _momentum = NewLateState("momentum", isNeededNow: Groups.Any(g => g.Momentum != 0));
    }

    internal override void Update(ParameterGroup group, FlatRun run, int step, double weightDecay)
    {
        if (group.Momentum != 0)
        {
            // Where a schedule has switched momentum on after plain steps, the buffer starts from zero.
            _momentum.Require();
        }

        var update = new RmsPropStep(
            group.LearningRate,
            weightDecay,
            _options.WeightDecayMode == WeightDecayMode.Decoupled,
            group.Momentum,
            _options.SquareMomentum,
            _options.Epsilon);
        OptimizerStep.RmsProp(update, run, new FlatTensors(Values, Gradients, _momentum.Moments, _squares, _means));
    }
}
