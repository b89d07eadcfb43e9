using Hone.Ops;

namespace Hone.Nn;

/// <summary>Stochastic gradient descent with momentum.</summary>
/// <remarks>
/// <code>
/// p = p * (1 - lr * wd)                       decoupled weight decay (fastai), or
/// g = g + wd * p                              L2 (PyTorch)
/// m = momentum * m + (1 - dampening) * g      the first step sets m = g, as in PyTorch
/// d = m, or g + momentum * m with Nesterov's rule
/// p = p - lr * d
/// </code>
/// With no dampening this is fastai's <c>SGD</c> and PyTorch's <c>torch.optim.SGD</c>; they differ in weight decay only. The learning rate stays
/// outside the buffer, so a schedule acts at once. Without momentum and decay a gradient of touched rows changes these rows alone.
/// </remarks>
public sealed class Sgd : Optimizer
{
    private readonly SgdOptions _options;
    private readonly LateState _momentum;

    /// <summary>Takes parameters as one group.</summary>
    /// <param name="parameters">Usually <c>model.Parameters()</c>.</param>
    /// <param name="options">fastai's defaults unless told.</param>
    /// <exception cref="HoneException">A number is out of range, Nesterov's rule has no momentum or a dampening, a parameter has no values yet, or two share a path.</exception>
    public Sgd(IEnumerable<Parameter> parameters, SgdOptions? options = null)
        : this([new ParameterGroup(parameters)], options)
    {
    }

    /// <summary>Takes groups with numbers of their own.</summary>
    /// <param name="groups">No parameter is in two of them.</param>
    /// <inheritdoc cref="Sgd(IEnumerable{Parameter}, SgdOptions)" path="/exception"/>
    /// <param name="options">fastai's defaults unless told.</param>
    public Sgd(IReadOnlyList<ParameterGroup> groups, SgdOptions? options = null)
        : base(groups, options ??= new SgdOptions(), options.Momentum)
    {
        Choice.Require(options.WeightDecayMode, nameof(Sgd));
        RequireNesterov(options);
        Require(options.Dampening is >= 0 and <= 1, nameof(options.Dampening), options.Dampening, "in 0..1");
        _options = options;
        _momentum = NewLateState("momentum", isNeededNow: Groups.Any(g => g.Momentum != 0));
    }

    internal override void Update(ParameterGroup group, FlatRun run, int step, double weightDecay)
    {
        if (group.Momentum != 0)
        {
            // Where a schedule has switched momentum on after plain steps, the buffer starts from zero.
            _momentum.Require();
        }

        OptimizerStep.Sgd(Descent(group, step, weightDecay), run, new FlatTensors(Values, Gradients, _momentum.Moments));
    }

    internal override string? RefusesRows(ParameterGroup group) => group.Momentum == 0 ? null : "momentum moves every row in every step";

    internal override void UpdateRows(ParameterGroup group, ArenaSlot slot, RowGradient rows, int step) =>
        OptimizerStep.SgdRows(Descent(group, step, 0), rows, slot.Offset, new FlatTensors(Values, Gradients));

    /// <summary>Nesterov's rule looks ahead along a momentum that holds whole gradients; PyTorch refuses the same.</summary>
    private void RequireNesterov(SgdOptions options)
    {
        bool hasMomentum = Groups.Any(group => group.Momentum != 0);
        if (options.Nesterov && (!hasMomentum || options.Dampening != 0))
        {
            throw new HoneException(
                "Nesterov's rule needs a momentum above 0, and no dampening.",
                FormattableString.Invariant($"momentum {string.Join(", ", Groups.Select(group => group.Momentum))}, dampening {options.Dampening}"),
                nameof(Sgd),
                hasMomentum ? "leave Dampening at 0" : "set Momentum = 0.9, or Nesterov = false");
        }
    }

    private SgdStep Descent(ParameterGroup group, int step, double weightDecay) => new(
        group.LearningRate,
        weightDecay,
        _options.WeightDecayMode == WeightDecayMode.Decoupled,
        group.Momentum,
        _options.Dampening,
        _options.Nesterov,
        IsFirst: step == 1);
}
