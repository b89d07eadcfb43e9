namespace Hone.Learn;

/// <summary>A box by its edges as shares -1 to 1 of width and height of its image.</summary>
internal readonly record struct BoxShares(float Left, float Top, float Right, float Bottom)
{
    /// <summary>Numbers that a box takes.</summary>
    public const int Edges = 4;

    /// <summary>Whether anything lies inside; false too for edges that are no numbers.</summary>
    public bool HasArea => Right > Left && Bottom > Top;

    /// <summary>The part inside of the image.</summary>
    public BoxShares Clipped() => new(Math.Clamp(Left, -1, 1), Math.Clamp(Top, -1, 1), Math.Clamp(Right, -1, 1), Math.Clamp(Bottom, -1, 1));

    public static BoxShares Read(ReadOnlySpan<float> values) => new(values[0], values[1], values[2], values[3]);

    public void Write(Span<float> values)
    {
        values[0] = Left;
        values[1] = Top;
        values[2] = Right;
        values[3] = Bottom;
    }
}
