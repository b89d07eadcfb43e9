using Hone.Nn;

namespace Hone.Learn;

/// <summary>The configuration of <see cref="OrdinalModel"/>.</summary>
/// <param name="Net">The net with one output.</param>
/// <param name="Classes">Number of classes.</param>
public sealed record OrdinalModelConfig(ModelConfig Net, int Classes) : ModelConfig
{
    /// <summary>Far more than anybody orders.</summary>
    private const int MostClasses = 1 << 16;

    /// <inheritdoc/>
    public override Module Build()
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Classes, MostClasses);
        return new OrdinalModel(Net.Build(), Classes);
    }
}
