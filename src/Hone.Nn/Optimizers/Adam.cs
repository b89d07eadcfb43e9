using Hone.Ops;

namespace Hone.Nn;

/// <summary>Adam (Kingma and Ba 2015) with fastai's defaults.</summary>
/// <remarks>
/// <code>
/// p = p * (1 - lr * wd)                       decoupled weight decay (fastai), or
/// g = g + wd * p                              L2 (PyTorch's Adam)
/// m = beta1 * m + (1 - beta1) * g
/// v = beta2 * v + (1 - beta2) * g^2
/// p = p - lr / (1 - beta1^t) * m / (sqrt(v / (1 - beta2^t)) + eps)
/// </code>
/// t counts the updates of each parameter. eps stands outside the root and after the correction of bias, as in fastai and PyTorch; the two
/// differ in defaults only: beta2 .99 against .999, eps 1e-5 against 1e-8, weight decay .01 decoupled against 0.
/// With <see cref="AdamOptions.AmsGrad"/> the root is that of the largest v so far, as in PyTorch: v' = max(v', v) stands in the last line for v.
/// When a schedule changes beta1, the correction uses the beta1 of the step, as fastai does.
/// </remarks>
public sealed class Adam : AdaptiveOptimizer
{
    private readonly AdamOptions _options;

    /// <summary>Takes parameters as one group.</summary>
    /// <param name="parameters">Usually <c>model.Parameters()</c>.</param>
    /// <param name="options">fastai's defaults unless told.</param>
    /// <exception cref="HoneException">A number is out of range, a parameter has no values yet, or two share a path.</exception>
    public Adam(IEnumerable<Parameter> parameters, AdamOptions? options = null)
        : this([new ParameterGroup(parameters)], options)
    {
    }

    /// <summary>Takes groups with numbers of their own.</summary>
    /// <param name="groups">No parameter is in two of them.</param>
    /// <param name="options">fastai's defaults unless told.</param>
    /// <inheritdoc cref="Adam(IEnumerable{Parameter}, AdamOptions)" path="/exception"/>
    public Adam(IReadOnlyList<ParameterGroup> groups, AdamOptions? options = null)
        : base(groups, options ??= new AdamOptions(), options.AmsGrad)
    {
        Choice.Require(options.WeightDecayMode, nameof(Adam));
        _options = options;
    }

    internal override void Update(ParameterGroup group, FlatRun run, int step, double weightDecay) =>
        OptimizerStep.Adam(StepNumbers(group, step, weightDecay, _options.WeightDecayMode == WeightDecayMode.Decoupled), run, State);
}
