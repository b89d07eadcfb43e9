namespace Hone.Learn.Data;

/// <summary>Which components and which coefficients a scan holds.</summary>
/// <param name="Components">Its components, in their order.</param>
/// <param name="First">The first coefficient in zigzag order (Ss).</param>
/// <param name="Last">The last coefficient (Se).</param>
/// <param name="IsRefinement">Whether the scan adds one bit to coefficients that are known already (Ah is not 0).</param>
/// <param name="Shift">How many low bits are still to come (Al).</param>
internal sealed record JpegScanHeader(JpegComponent[] Components, int First, int Last, bool IsRefinement, int Shift)
{
    private const int MostBlocksInUnit = 10;

    /// <summary>Reads a scan header.</summary>
    public static JpegScanHeader Parse(JpegFrame frame, ReadOnlySpan<byte> data, int offset, string name)
    {
        int count = data.IsEmpty ? 0 : data[0];
        if (count is < 1 or > 4 || data.Length != 4 + (2 * count))
        {
            throw new HoneFormatException(
                name,
                offset,
                "A JPEG scan header has 1 to 4 components, 2 bytes for each, and 4 bytes more.",
                $"{count} components in {data.Length} bytes");
        }

        var components = new JpegComponent[count];
        for (int i = 0; i < count; i++)
        {
            components[i] = Find(frame, data[1 + (2 * i)], components.AsSpan(0, i), offset + 1 + (2 * i), name);
        }

        int blocks = components.Sum(component => component.H * component.V);
        if (count > 1 && blocks > MostBlocksInUnit)
        {
            throw new HoneFormatException(name, offset, $"A unit of an interleaved scan has at most {MostBlocksInUnit} blocks.", $"{blocks} blocks");
        }

        ReadOnlySpan<byte> range = data[^3..];
        if (!frame.IsProgressive)
        {
            return new JpegScanHeader(components, 0, JpegZigzag.Size - 1, false, 0);
        }

        var header = new JpegScanHeader(components, range[0], range[1], range[2] >> 4 != 0, range[2] & 15);
        bool isValid = header.First == 0 ? header.Last == 0 : header.Last >= header.First && header.Last < JpegZigzag.Size && count == 1;
        if (!isValid || header.Shift > 13 || (header.IsRefinement && range[2] >> 4 != header.Shift + 1))
        {
            throw new HoneFormatException(
                name,
                offset + data.Length - 3,
                "A progressive scan holds DC alone, or coefficients 1 to 63 of one component, and refines one bit at a time.",
                $"coefficients {header.First} to {header.Last}, bits {range[2] >> 4} to {header.Shift}, {count} components");
        }

        return header;
    }

    private static JpegComponent Find(JpegFrame frame, byte id, ReadOnlySpan<JpegComponent> before, int offset, string name)
    {
        foreach (JpegComponent component in frame.Components)
        {
            if (component.Id == id && !before.Contains(component))
            {
                return component;
            }
        }

        throw new HoneFormatException(
            name,
            offset,
            "A scan names components of the frame, each once.",
            $"component {id}; the frame has {string.Join(", ", frame.Components.Select(component => component.Id))}");
    }
}
