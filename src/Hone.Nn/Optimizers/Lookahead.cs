using Hone.Ops;

namespace Hone.Nn;

/// <summary>Lookahead (Zhang et al. 2019): every few steps of another optimizer, slow weights go part of the way to the fast ones, which start again from there.</summary>
/// <remarks>
/// <code>
/// k steps of the inner optimizer on p, then: slow = slow + alpha * (p - slow); p = slow
/// </code>
/// fastai's <c>Lookahead</c>. The slow weights are copied from the parameters at the first step. Groups, gradients and state are those of the
/// inner optimizer, which is not to be stepped by itself. Ranger is Lookahead over RAdam: <see cref="Ranger.Create"/>.
/// </remarks>
public sealed class Lookahead : Optimizer
{
    private readonly Optimizer _inner;
    private readonly LookaheadOptions _options;
    private readonly Tensor _slow;
    private readonly StepCounter _steps;

    /// <summary>Wraps an optimizer.</summary>
    /// <param name="inner">Makes the steps of the fast weights.</param>
    /// <param name="options">fastai's defaults unless told.</param>
    /// <exception cref="HoneException">A number is out of range, or the inner optimizer is a Lookahead itself.</exception>
    public Lookahead(Optimizer inner, LookaheadOptions? options = null)
        : base(inner ?? throw new ArgumentNullException(nameof(inner)))
    {
        _options = options ?? new LookaheadOptions();
        Require(_options.Steps >= 1, nameof(_options.Steps), _options.Steps, "one or more");
        Require(_options.Alpha is > 0 and <= 1, nameof(_options.Alpha), _options.Alpha, "in 0..1, above 0");
        if (inner is Lookahead)
        {
            throw new HoneException("Lookahead wraps an optimizer that has no slow weights yet.", "another Lookahead", nameof(Lookahead), "wrap the inner optimizer once");
        }

        _inner = inner;
        _slow = NewState("slow");
        _steps = NewCounter("lookahead.steps");
    }

    /// <inheritdoc/>
    public override void Step()
    {
        if (_steps.Value == 0)
        {
            _slow.CopyFrom(Values);
        }

        _inner.Step();
        _steps.Value++;
        if (_steps.Value % _options.Steps == 0)
        {
            OptimizerStep.Lerp(_options.Alpha, Everything, _slow, Values);
            Values.CopyFrom(_slow);
        }
    }

    internal override void Update(ParameterGroup group, FlatRun run, int step, double weightDecay) => _inner.Update(group, run, step, weightDecay);
}
