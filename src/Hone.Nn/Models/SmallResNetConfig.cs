namespace Hone.Nn;

/// <summary>The configuration of <see cref="SmallResNet"/>.</summary>
/// <param name="Options">Its options.</param>
public sealed record SmallResNetConfig(SmallResNetOptions Options) : ModelConfig
{
    private const int MostChannels = 1 << 16;

    /// <inheritdoc/>
    public override Module Build()
    {
        // Buffers take memory at once; a file must not be able to ask for any amount of it.
        int most = Options.Widths.Append(Options.Classes).Append(Options.InChannels).Max();
        ArgumentOutOfRangeException.ThrowIfGreaterThan(most, MostChannels, nameof(Options));
        return SmallResNet.Create(Options);
    }
}
