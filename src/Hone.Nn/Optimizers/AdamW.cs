using Hone.Ops;

namespace Hone.Nn;

/// <summary>Adam with decoupled weight decay (Loshchilov and Hutter 2019), with fastai's defaults.</summary>
/// <remarks>
/// The formula of <see cref="Adam"/>, where the decay is always p * (1 - lr * wd) before the step. PyTorch's <c>AdamW</c> differs in defaults only:
/// beta2 .999, eps 1e-8, and biases and normalization decay too.
/// </remarks>
public sealed class AdamW : AdaptiveOptimizer
{
    /// <summary>Takes parameters as one group.</summary>
    /// <param name="parameters">Usually <c>model.Parameters()</c>.</param>
    /// <param name="options">fastai's defaults unless told.</param>
    /// <exception cref="HoneException">A number is out of range, a parameter has no values yet, or two share a path.</exception>
    public AdamW(IEnumerable<Parameter> parameters, AdamWOptions? options = null)
        : this([new ParameterGroup(parameters)], options)
    {
    }

    /// <summary>Takes groups with numbers of their own.</summary>
    /// <param name="groups">No parameter is in two of them.</param>
    /// <param name="options">fastai's defaults unless told.</param>
    /// <inheritdoc cref="AdamW(IEnumerable{Parameter}, AdamWOptions)" path="/exception"/>
    public AdamW(IReadOnlyList<ParameterGroup> groups, AdamWOptions? options = null)
        : base(groups, options ??= new AdamWOptions(), options.AmsGrad)
    {
    }

    internal override void Update(ParameterGroup group, FlatRun run, int step, double weightDecay) =>
        OptimizerStep.Adam(StepNumbers(group, step, weightDecay), run, State);
}
