namespace Hone.Nn;

/// <summary>The configuration of <see cref="ResNet"/>.</summary>
/// <param name="Block">Kind of block.</param>
/// <param name="Blocks">Number of blocks in each of the four stages.</param>
/// <param name="Options">Channels and classes.</param>
public sealed record ResNetConfig(ResNetBlock Block, IReadOnlyList<int> Blocks, ResNetOptions Options) : ModelConfig
{
    private const int MostChannels = 1 << 13;
    private const int MostBlocks = 1 << 10;

    /// <inheritdoc/>
    public override Module Build()
    {
        // Buffers take memory at once; a file must not be able to ask for any amount of it.
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Options.Width, MostChannels, nameof(Options));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Blocks.Sum(blocks => (long)blocks), MostBlocks, nameof(Blocks));
        return new ResNet(Block, Blocks, Options);
    }
}
