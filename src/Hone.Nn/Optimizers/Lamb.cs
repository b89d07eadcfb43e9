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

    internal override void Update(ParameterGroup group, FlatRun run, int step, double weightDecay) =>
        OptimizerStep.Lamb(StepNumbers(group, step, weightDecay), run, State, MostTrust);
}
