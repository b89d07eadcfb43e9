namespace Hone.Learn;

/// <summary>The rows of nodes. Those of a node lie together in one of two lists; its children's go to the other one, in their order.</summary>
internal sealed class NodeRows
{
    /// <summary>Rows of a part where rows are shared out to threads.</summary>
    public const int PartRows = 8192;

    private readonly BinnedTable _table;
    private readonly TreeTeam _team;
    private readonly int[][] _rows;
    private readonly int[] _leftOfPart;

    public NodeRows(BinnedTable table, TreeTeam team)
    {
        _table = table;
        _team = team;
        _rows = [new int[table.Rows], new int[table.Rows]];
        _leftOfPart = new int[(table.Rows + PartRows - 1) / PartRows];
    }

    /// <summary>The first list, which the root's rows are written to.</summary>
    public int[] OfRoot => _rows[0];

    /// <summary>The rows of a node.</summary>
    public ReadOnlySpan<int> Of(in BoostingNode node) => _rows[node.Side].AsSpan(node.Start, node.Count);

    /// <summary>Copies the rows of a node to the other list, those that go left before those that go right; both keep their order.</summary>
    public void Partition(in BoostingNode node)
    {
        Span<bool> goesLeft = stackalloc bool[BinMapper.MostBins + 1];
        int bins = _table.Bins[node.Split.Feature];
        for (int bin = 0; bin < bins; bin++)
        {
            goesLeft[bin] = node.Split.IsCategorical ? node.Split.Categories.Contains(bin) : bin <= node.Split.LastLeft;
        }

        goesLeft[bins] = node.Split.MissingGoesLeft;
        byte[] column = _table.Columns[node.Split.Feature];
        int[] from = _rows[node.Side];
        int[] to = _rows[1 - node.Side];
        int start = node.Start;
        int end = node.End;
        int parts = (node.Count + PartRows - 1) / PartRows;
        if (parts == 1 || _team.Threads == 1)
        {
            Move(from.AsSpan(start, end - start), column, goesLeft, to, start, start + node.Split.LeftCount);
            return;
        }

        bool[] isLeft = goesLeft.ToArray();
        _team.For(parts, part =>
        {
            int first = start + (part * PartRows);
            _leftOfPart[part] = CountLeft(from.AsSpan(first, Math.Min(PartRows, end - first)), column, isLeft);
        });

        // From how many of each part go left to where its first one goes.
        int left = start;
        for (int part = 0; part < parts; part++)
        {
            (_leftOfPart[part], left) = (left, left + _leftOfPart[part]);
        }

        int middle = left;
        _team.For(parts, part =>
        {
            int first = start + (part * PartRows);
            int firstLeft = _leftOfPart[part];
            int firstRight = middle + (first - start) - (firstLeft - start);
            Move(from.AsSpan(first, Math.Min(PartRows, end - first)), column, isLeft, to, firstLeft, firstRight);
        });
    }

    private static int CountLeft(ReadOnlySpan<int> rows, ReadOnlySpan<byte> column, ReadOnlySpan<bool> goesLeft)
    {
        int count = 0;
        foreach (int row in rows)
        {
            count += goesLeft[column[row]] ? 1 : 0;
        }

        return count;
    }

    private static void Move(ReadOnlySpan<int> rows, ReadOnlySpan<byte> column, ReadOnlySpan<bool> goesLeft, Span<int> to, int left, int right)
    {
        foreach (int row in rows)
        {
            // The place is calculated: a branch would be guessed wrong half of the time.
            int isLeft = goesLeft[column[row]] ? 1 : 0;
            to[right + ((left - right) & -isLeft)] = row;
            left += isLeft;
            right += 1 - isLeft;
        }
    }
}
