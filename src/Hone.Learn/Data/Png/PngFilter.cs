namespace Hone.Learn.Data;

/// <summary>The five row filters of PNG. <c>distance</c> is the number of bytes to the same sample of the pixel on the left.</summary>
internal static class PngFilter
{
    public const byte None = 0;
    public const byte Sub = 1;
    public const byte Up = 2;
    public const byte Average = 3;
    public const byte Paeth = 4;

    /// <summary>Turns a filtered row back into samples, in place.</summary>
    /// <param name="filter">0 to 4.</param>
    /// <param name="row">The filtered bytes.</param>
    /// <param name="above">The finished row above, zeros for the first one.</param>
    /// <param name="distance">Bytes to the pixel on the left.</param>
    public static void Undo(byte filter, Span<byte> row, ReadOnlySpan<byte> above, int distance)
    {
        // One loop for each filter: the decoder spends most of its own time here.
        switch (filter)
        {
            case Sub:
                UndoSub(row, distance);
                break;
            case Up:
                UndoUp(row, above);
                break;
            case Average:
                UndoAverage(row, above, distance);
                break;
            case Paeth:
                UndoPaeth(row, above, distance);
                break;
        }
    }

    /// <summary>Filters a row.</summary>
    public static void Apply(byte filter, ReadOnlySpan<byte> row, ReadOnlySpan<byte> above, int distance, Span<byte> filtered)
    {
        for (int i = 0; i < row.Length; i++)
        {
            int left = i < distance ? 0 : row[i - distance];
            int corner = i < distance ? 0 : above[i - distance];
            filtered[i] = (byte)(row[i] - Predict(filter, left, above[i], corner));
        }
    }

    private static void UndoSub(Span<byte> row, int distance)
    {
        for (int i = distance; i < row.Length; i++)
        {
            row[i] += row[i - distance];
        }
    }

    private static void UndoUp(Span<byte> row, ReadOnlySpan<byte> above)
    {
        for (int i = 0; i < row.Length; i++)
        {
            row[i] += above[i];
        }
    }

    private static void UndoAverage(Span<byte> row, ReadOnlySpan<byte> above, int distance)
    {
        int edge = Math.Min(distance, row.Length);
        for (int i = 0; i < edge; i++)
        {
            row[i] += (byte)(above[i] / 2);
        }

        for (int i = edge; i < row.Length; i++)
        {
            row[i] += (byte)((row[i - distance] + above[i]) / 2);
        }
    }

    private static void UndoPaeth(Span<byte> row, ReadOnlySpan<byte> above, int distance)
    {
        // Without a pixel on the left the predictor is the pixel above.
        int edge = Math.Min(distance, row.Length);
        for (int i = 0; i < edge; i++)
        {
            row[i] += above[i];
        }

        for (int i = edge; i < row.Length; i++)
        {
            row[i] += PaethPredictor(row[i - distance], above[i], above[i - distance]);
        }
    }

    private static byte Predict(byte filter, int left, int up, int corner)
    {
        return filter switch
        {
            Sub => (byte)left,
            Up => (byte)up,
            Average => (byte)((left + up) / 2),
            Paeth => PaethPredictor(left, up, corner),
            _ => 0,
        };
    }

    // The neighbor closest to left + up - corner; ties go to left, then up.
    private static byte PaethPredictor(int left, int up, int corner)
    {
        int estimate = left + up - corner;
        int toLeft = Math.Abs(estimate - left);
        int toUp = Math.Abs(estimate - up);
        int toCorner = Math.Abs(estimate - corner);
        if (toLeft <= toUp && toLeft <= toCorner)
        {
            return (byte)left;
        }

        return (byte)(toUp <= toCorner ? up : corner);
    }
}
