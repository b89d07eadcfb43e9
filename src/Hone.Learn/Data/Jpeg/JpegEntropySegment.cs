namespace Hone.Learn.Data;

/// <summary>Takes entropy-coded bytes out of a file: those up to the next marker, without the zero that follows each 0xFF.</summary>
internal static class JpegEntropySegment
{
    /// <summary>Zeros behind the bytes, so that the bit reader may read past them.</summary>
    public const int Padding = 16;

    /// <summary>Copies the bytes from <paramref name="position"/> to the next marker.</summary>
    /// <param name="file">The file.</param>
    /// <param name="position">Where the bytes start; afterwards where the marker stands, or the end of the file.</param>
    /// <param name="target">At least as long as the rest of the file and <see cref="Padding"/>.</param>
    /// <returns>How many bytes were written, without the padding.</returns>
    public static int Copy(ReadOnlySpan<byte> file, ref int position, Span<byte> target)
    {
        int written = 0;
        while (true)
        {
            ReadOnlySpan<byte> rest = file[position..];
            int run = rest.IndexOf(byte.MaxValue);
            int plain = run < 0 ? rest.Length : run;
            rest[..plain].CopyTo(target[written..]);
            written += plain;
            position += plain;
            if (position + 1 >= file.Length)
            {
                position = file.Length;
                break;
            }

            byte next = file[position + 1];
            if (next == 0)
            {
                target[written] = byte.MaxValue;
                written++;
                position += 2;
            }
            else if (next == byte.MaxValue)
            {
                // Any number of 0xFF may stand before a marker.
                position++;
            }
            else
            {
                break;
            }
        }

        target.Slice(written, Padding).Clear();
        return written;
    }
}
