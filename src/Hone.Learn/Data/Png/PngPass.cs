namespace Hone.Learn.Data;

/// <summary>One pass over the image: which pixels its rows hold. A plain image is a single pass over all of them, Adam7 has seven.</summary>
internal readonly record struct PngPass(int StartX, int StartY, int StepX, int StepY)
{
    private static readonly PngPass[] s_plain = [new(0, 0, 1, 1)];

    private static readonly PngPass[] s_adam7 =
    [
        new(0, 0, 8, 8),
        new(4, 0, 8, 8),
        new(0, 4, 4, 8),
        new(2, 0, 4, 4),
        new(0, 2, 2, 4),
        new(1, 0, 2, 2),
        new(0, 1, 1, 2),
    ];

    public static ReadOnlySpan<PngPass> Of(PngHeader header)
    {
        return header.IsInterlaced ? s_adam7 : s_plain;
    }

    /// <summary>Pixels in each row of the pass, perhaps none.</summary>
    public int Width(PngHeader header)
    {
        return Count(header.Width, StartX, StepX);
    }

    /// <summary>Rows of the pass, perhaps none.</summary>
    public int Height(PngHeader header)
    {
        return Count(header.Height, StartY, StepY);
    }

    private static int Count(int size, int start, int step)
    {
        return size <= start ? 0 : ((size - start - 1) / step) + 1;
    }
}
