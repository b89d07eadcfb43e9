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
}
