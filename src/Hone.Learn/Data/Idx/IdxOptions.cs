namespace Hone.Learn.Data;

/// <summary>Limits for reading idx files.</summary>
public sealed record IdxOptions
{
    /// <summary>The most values that a file may announce. Default 2^30 (one gibibyte): twenty times Fashion-MNIST, and far from exhausting a small machine.</summary>
    public int MaximumValues { get; init; } = 1 << 30;
}
