using Hone.Ops;

namespace Hone.Nn;

/// <summary>Rectified Adam (Liu et al. 2020): while there are too few squares for a trustworthy root, it steps along the plain mean.</summary>
/// <remarks>
/// <code>
/// m, v as in Adam;  rInf = 2 / (1 - beta2) - 1;  r = rInf - 2 t beta2^t / (1 - beta2^t)
/// p = p * (1 - lr * wd)
/// r &gt; 5:  c = sqrt((r - 4)(r - 2) rInf / ((rInf - 4)(rInf - 2) r))
///         p = p - lr * c / (1 - beta1^t) * m / (sqrt(v / (1 - beta2^t)) + eps)
/// else:   p = p - lr / (1 - beta1^t) * m
/// </code>
/// fastai's <c>RAdam</c>, with its option of softening the denominator d to ln(1 + e^(beta d)) / beta. PyTorch's <c>RAdam</c> differs in defaults
/// (beta2 .999, eps 1e-8, no decay), adds eps before the correction of bias, and adds its decay to the gradient.
/// </remarks>
public sealed class RAdam : AdaptiveOptimizer
{
    private readonly RAdamOptions _options;

    /// <summary>Takes parameters as one group.</summary>
    /// <param name="parameters">Usually <c>model.Parameters()</c>.</param>
    /// <param name="options">fastai's defaults unless told.</param>
    /// <exception cref="HoneException">A number is out of range, a parameter has no values yet, or two share a path.</exception>
    public RAdam(IEnumerable<Parameter> parameters, RAdamOptions? options = null)
        : this([new ParameterGroup(parameters)], options)
    {
    }

    /// <summary>Takes groups with numbers of their own.</summary>
    /// <param name="groups">No parameter is in two of them.</param>
    /// <param name="options">fastai's defaults unless told.</param>
    /// <inheritdoc cref="RAdam(IEnumerable{Parameter}, RAdamOptions)" path="/exception"/>
    public RAdam(IReadOnlyList<ParameterGroup> groups, RAdamOptions? options = null)
        : base(groups, options ??= new RAdamOptions())
    {
        Require(options.Beta >= 0, nameof(options.Beta), options.Beta, "zero or more");
        _options = options;
    }

    internal override void Update(ParameterGroup group, FlatRun run, int step, double weightDecay)
    {
        AdamStep adam = StepNumbers(group, step, weightDecay);

        // 1. How many independent squares the mean is worth.
        double beta2 = _options.SquareMomentum;
        double most = (2 / (1 - beta2)) - 1;
        double power = Math.Pow(beta2, step);
        double length = most - (2 * step * power / (1 - power));

        // 2. Too few: the plain mean, with a denominator of 1.
        if (length <= 5)
        {
            OptimizerStep.Adam(adam with { IsPlainMean = true }, run, State);
            return;
        }

        // 3. Enough: Adam's step, shortened by the spread of the root.
        double rectification = Math.Sqrt((length - 4) * (length - 2) * most / ((most - 4) * (most - 2) * length));
        OptimizerStep.Adam(adam with { Factor = rectification, Softening = _options.Beta }, run, State);
    }
}
