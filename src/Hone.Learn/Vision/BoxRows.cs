namespace Hone.Learn;

/// <summary>Moves the boxes of a batch together with their labels.</summary>
internal static class BoxRows
{
    /// <summary>Puts moved boxes in place, cut off at the borders; boxes of which nothing remains lose their row in both parts, and zeros close the gap at the end.</summary>
    /// <param name="batch">The batch; without boxes nothing happens.</param>
    /// <param name="move">The new place of a box of an item: row of the batch and box, as shares of the picture.</param>
    public static void Move(Batch batch, Func<int, BoxShares, BoxShares> move)
    {
        BatchPart? labels = batch.Parts.FirstOrDefault(part => part.Column is BoxLabelColumn);
        foreach (BatchPart part in batch.Parts.Where(part => part.Column is BoxColumn))
        {
            int rows = part.Column.RowShape[0];
            for (int item = 0; item < batch.Count; item++)
            {
                Span<float> boxes = part.Memory.AsSpan<float>().Slice(item * rows * BoxColumn.Edges, rows * BoxColumn.Edges);
                Span<long> codes = labels is null ? [] : labels.Memory.AsSpan<long>().Slice(item * rows, rows);
                MoveOfItem(item, boxes, codes, move);
            }
        }
    }

    private static void MoveOfItem(int item, Span<float> boxes, Span<long> codes, Func<int, BoxShares, BoxShares> move)
    {
        int kept = 0;
        for (int row = 0; row < boxes.Length / BoxColumn.Edges; row++)
        {
            var old = BoxShares.Read(boxes[(row * BoxColumn.Edges)..]);
            BoxShares moved = old.HasArea ? move(item, old).Clipped() : default;
            if (!moved.HasArea)
            {
                continue;
            }

            moved.Write(boxes[(kept * BoxColumn.Edges)..]);
            if (!codes.IsEmpty)
            {
                codes[kept] = codes[row];
            }

            kept++;
        }

        boxes[(kept * BoxColumn.Edges)..].Clear();
        codes[Math.Min(kept, codes.Length)..].Clear();
    }
}
