namespace Hone.Method;

/// <summary>Turns square pictures clockwise by quarters.</summary>
internal static class QuarterTurn
{
    /// <summary>Writes a picture turned.</summary>
    /// <typeparam name="T">What a pixel is.</typeparam>
    /// <param name="pixels">[side, side].</param>
    /// <param name="turned">Takes [side, side]; another place than <paramref name="pixels"/>.</param>
    /// <param name="side">Width and height.</param>
    /// <param name="quarters">0 to 3: 0, 90, 180 or 270 degrees.</param>
    public static void Apply<T>(ReadOnlySpan<T> pixels, Span<T> turned, int side, int quarters)
    {
        if (quarters == 0)
        {
            pixels.CopyTo(turned);
            return;
        }

        int last = side - 1;
        for (int y = 0; y < side; y++)
        {
            for (int x = 0; x < side; x++)
            {
                int from = quarters switch
                {
                    1 => ((last - x) * side) + y,
                    2 => ((last - y) * side) + last - x,
                    _ => (x * side) + last - y,
                };
                turned[(y * side) + x] = pixels[from];
            }
        }
    }
}
