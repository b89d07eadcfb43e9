namespace Hone.Nn;

/// <summary>Ranger: <see cref="Lookahead"/> over <see cref="RAdam"/>, the optimizer of fastai's Imagenette baselines.</summary>
public static class Ranger
{
    /// <summary>Makes the pair with fastai's numbers: momentum .95, weight decay .01 decoupled, eps 1e-6, k 6, alpha .5.</summary>
    /// <param name="groups">Parameter groups, such as <c>[new ParameterGroup(model.Parameters())]</c>; no parameter is in two of them.</param>
    /// <param name="options">Numbers of RAdam; null for fastai's of <c>ranger</c>.</param>
    /// <param name="lookahead">Numbers of Lookahead; null for its defaults.</param>
    /// <exception cref="HoneException">A number is out of range, a parameter has no values yet, or two share a path.</exception>
    public static Lookahead Create(IReadOnlyList<ParameterGroup> groups, RAdamOptions? options = null, LookaheadOptions? lookahead = null) =>
        new(new RAdam(groups, options ?? new RAdamOptions { Momentum = 0.95, WeightDecay = 0.01, Epsilon = 1e-6 }), lookahead);
}
