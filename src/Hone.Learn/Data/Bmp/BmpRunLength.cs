namespace Hone.Learn.Data;

/// <summary>Expands run-length coded BMP pixels, 8 or 4 bits each, into palette indices.</summary>
internal static class BmpRunLength
{
    /// <summary>Expands into <c>[height, width]</c> indices; false when the bytes end before the end mark. Pixels outside the image are dropped.</summary>
    public static bool Expand(ReadOnlySpan<byte> stored, BmpHeader header, Span<byte> indices)
    {
        bool isNibbles = header.Compression == BmpCompression.RunLength4;
        int at = 0;
        int x = 0;
        int row = 0;
        while (at + 1 < stored.Length && row < header.Height)
        {
            int count = stored[at];
            int value = stored[at + 1];
            at += 2;
            if (count > 0)
            {
                for (int i = 0; i < count; i++)
                {
                    Set(indices, header, x, row, isNibbles ? (i % 2 == 0 ? value >> 4 : value & 15) : value);
                    x++;
                }

                continue;
            }

            switch (value)
            {
                case 0:
                    x = 0;
                    row++;
                    break;
                case 1:
                    return true;
                case 2:
                    if (at + 2 > stored.Length)
                    {
                        return false;
                    }

                    x += stored[at];
                    row += stored[at + 1];
                    at += 2;
                    break;
                default:
                    int bytes = isNibbles ? (value + 1) / 2 : value;
                    if (at + bytes > stored.Length)
                    {
                        return false;
                    }

                    for (int i = 0; i < value; i++)
                    {
                        int packed = stored[at + (isNibbles ? i / 2 : i)];
                        Set(indices, header, x, row, isNibbles ? (i % 2 == 0 ? packed >> 4 : packed & 15) : packed);
                        x++;
                    }

                    // Literal runs fill up whole words.
                    at += bytes + (bytes & 1);
                    break;
            }
        }

        return row >= header.Height;
    }

    private static void Set(Span<byte> indices, BmpHeader header, int x, int row, int index)
    {
        if (x < header.Width && row < header.Height)
        {
            int y = header.IsTopDown ? row : header.Height - 1 - row;
            indices[(y * header.Width) + x] = (byte)index;
        }
    }
}
