namespace Hone;

/// <summary>A height and a width, in pixels or taps; a single number stands for both: <c>Stride = 2</c>, <c>Padding = (1, 0)</c>.</summary>
/// <param name="Height">Along the third axis of an image tensor.</param>
/// <param name="Width">Along the fourth axis.</param>
public readonly record struct Size2d(int Height, int Width)
{
    /// <summary>The same height and width.</summary>
    public static implicit operator Size2d(int both) => new(both, both);

    /// <summary>Height, then width.</summary>
    public static implicit operator Size2d((int Height, int Width) pair) => new(pair.Height, pair.Width);

    /// <inheritdoc/>
    public override string ToString() => $"{Height}x{Width}";
}
