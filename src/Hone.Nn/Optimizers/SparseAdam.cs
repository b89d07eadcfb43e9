using Hone.Ops;

namespace Hone.Nn;

/// <summary>Adam that changes only the rows that backward has touched; for embeddings made with <c>Sparse</c>.</summary>
/// <remarks>
/// <code>
/// m = beta1 * m + (1 - beta1) * g             touched rows alone
/// v = beta2 * v + (1 - beta2) * g^2
/// p = p - lr * sqrt(1 - beta2^t) / (1 - beta1^t) * m / (sqrt(v) + eps)
/// </code>
/// PyTorch's <c>SparseAdam</c>, with eps before the correction of bias, and t counting the updates of the whole parameter. A row that is not touched
/// keeps moments and value, whereas <see cref="Adam"/> lets its mean fade and moves it on. Differences: fastai's defaults for beta2 and eps, and dense
/// gradients, which PyTorch refuses, are taken by the same formula over all elements. There is no weight decay.
/// </remarks>
public sealed class SparseAdam : AdaptiveOptimizer
{
    /// <summary>Takes parameters as one group.</summary>
    /// <param name="parameters">Usually <c>model.Parameters()</c>.</param>
    /// <param name="options">fastai's defaults unless told.</param>
    /// <exception cref="HoneException">A number is out of range, a parameter has no values yet, or two share a path.</exception>
    public SparseAdam(IEnumerable<Parameter> parameters, SparseAdamOptions? options = null)
        : this([new ParameterGroup(parameters)], options)
    {
    }

    /// <summary>Takes groups with numbers of their own.</summary>
    /// <param name="groups">No parameter is in two of them.</param>
    /// <param name="options">fastai's defaults unless told.</param>
    /// <inheritdoc cref="SparseAdam(IEnumerable{Parameter}, SparseAdamOptions)" path="/exception"/>
    public SparseAdam(IReadOnlyList<ParameterGroup> groups, SparseAdamOptions? options = null)
        : base(groups, options ?? new SparseAdamOptions())
    {
        foreach (ParameterGroup group in Groups)
        {
            Require(group.WeightDecay == 0, nameof(group.WeightDecay), group.WeightDecay, "zero for SparseAdam, which leaves untouched rows alone");
        }
    }

    internal override void Update(ParameterGroup group, FlatRun run, int step, double weightDecay) =>
        OptimizerStep.Adam(Rule(group, step), run, State);

    internal override string? RefusesRows(ParameterGroup group) => null;

    internal override void UpdateRows(ParameterGroup group, ArenaSlot slot, RowGradient rows, int step) =>
        OptimizerStep.AdamRows(Rule(group, step), rows, slot.Offset, State);

    private AdamStep Rule(ParameterGroup group, int step) => StepNumbers(group, step, 0) with { EpsilonBeforeCorrection = true };
}
