namespace Hone.Nn;

/// <summary>The configuration of a model or layer as data: enough to build it again, without first values.</summary>
/// <remarks>
/// Records of numbers, texts, enums, lists and other configurations, which go into JSON; never code. A model file names the configuration, and a reader builds only
/// what it knows by that name. Rules for first values are not part of it: an exported model has its weights.
/// </remarks>
public abstract record ModelConfig
{
    /// <summary>Builds the model or layer, without first values.</summary>
    /// <returns>A new module whose paths and shapes depend on this configuration alone.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A size is outside its range.</exception>
    /// <exception cref="HoneException">The parts do not fit together.</exception>
    public abstract Module Build();
}
