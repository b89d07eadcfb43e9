namespace Hone.Nn;

/// <summary>Calls on modules that give back the module in its own type.</summary>
public static class ModuleExtensions
{
    /// <summary>Gives every parameter its first values and every random layer its stream.</summary>
    /// <remarks>
    /// Each parameter draws from a stream of its own, named by its path, so its values depend on the seed and the path alone: adding
    /// a layer does not change the others. Buffers stay as they are.
    /// </remarks>
    /// <param name="module">The whole model; for a part of it the paths, and so the numbers, would be others.</param>
    /// <param name="seed">The project's seed.</param>
    /// <returns>The module.</returns>
    public static TModule Initialize<TModule>(this TModule module, long seed)
        where TModule : Module
    {
        ArgumentNullException.ThrowIfNull(module);
        module.InitializeAll(seed);
        return module;
    }

    /// <summary>
    /// Changes the rules for the first values of everything in a module but its normalizations: weights follow <paramref name="weights"/>, biases are 0.
    /// </summary>
    /// <remarks>
    /// fastai's <c>apply_init</c>. The values come with the next <see cref="Initialize"/> of the whole model; weights with fewer than two axes keep their
    /// rule.
    /// </remarks>
    /// <param name="module">A model or a part of it, such as a new head.</param>
    /// <param name="weights">Rule for the weights; null stands for <see cref="Initializers.KaimingNormal"/>, as in fastai.</param>
    /// <returns>The module.</returns>
    public static TModule ApplyInit<TModule>(this TModule module, Initializer? weights = null)
        where TModule : Module
    {
        ArgumentNullException.ThrowIfNull(module);
        Initializer rule = weights ?? Initializers.KaimingNormal();
        foreach (Parameter parameter in module.Parameters())
        {
            if (parameter.Kind == ParameterKind.Bias)
            {
                parameter.UseInitializer(Initializers.Zeros);
            }
            else if (parameter.Kind == ParameterKind.Weight && parameter.Shape.Rank >= 2)
            {
                parameter.UseInitializer(rule);
            }
        }

        return module;
    }
}
