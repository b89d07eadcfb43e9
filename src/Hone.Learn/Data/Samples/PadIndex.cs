namespace Hone.Learn;

/// <summary>Positions beyond the border of an image.</summary>
internal static class PadIndex
{
    /// <summary>The position inside that a position stands for; -1 for black.</summary>
    /// <param name="position">Any position.</param>
    /// <param name="size">Pixels along the axis.</param>
    /// <param name="mode">What lies beyond the border.</param>
    public static int Of(int position, int size, PadMode mode)
    {
        if ((uint)position < (uint)size)
        {
            return position;
        }

        switch (mode)
        {
            case PadMode.Zeros:
                return -1;
            case PadMode.Border:
                return Math.Clamp(position, 0, size - 1);
            default:
                if (size == 1)
                {
                    return 0;
                }

                // Mirrors on both sides repeat the image with the period 2 (size - 1).
                int period = 2 * (size - 1);
                int place = ((position % period) + period) % period;
                return place < size ? place : period - place;
        }
    }
}
