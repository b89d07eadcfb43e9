using System.Runtime.CompilerServices;

namespace Hone.Nn;

/// <summary>Bounds of what a configuration may ask for: statistics take memory as soon as a layer is made, and a file must not be able to ask for any amount of it.</summary>
internal static class ConfigLimits
{
    /// <summary>Far above the widest layer of any net in use.</summary>
    private const int MostChannels = 1 << 16;

    /// <summary>Far above the deepest net in use.</summary>
    private const int MostLayers = 1 << 10;

    /// <summary>Throws when there are more channels than any net has.</summary>
    public static void Channels(double channels, [CallerArgumentExpression(nameof(channels))] string? name = null) =>
        ArgumentOutOfRangeException.ThrowIfGreaterThan(channels, MostChannels, name);

    /// <summary>Throws when there are more layers than any net has.</summary>
    public static void Layers(IReadOnlyList<int> counts, [CallerArgumentExpression(nameof(counts))] string? name = null) =>
        ArgumentOutOfRangeException.ThrowIfGreaterThan(counts.Sum(count => (long)count), MostLayers, name);
}
