namespace Hone.Learn.Data;

/// <summary>Finds which rows of two tables belong together.</summary>
internal static class JoinRows
{
    public static (int[] Left, int[] Right) Match(FrameColumn[] leftKeys, FrameColumn[] rightKeys, JoinKind kind)
    {
        int[][] numbers = RowKeys.Of([leftKeys, rightKeys], out int count);
        var rows = new List<int>?[count];
        for (int row = 0; row < numbers[1].Length; row++)
        {
            if (!IsMissing(rightKeys, row))
            {
                (rows[numbers[1][row]] ??= []).Add(row);
            }
        }

        var left = new List<int>(numbers[0].Length);
        var right = new List<int>(numbers[0].Length);
        for (int row = 0; row < numbers[0].Length; row++)
        {
            List<int>? matches = IsMissing(leftKeys, row) ? null : rows[numbers[0][row]];
            if (matches is not null)
            {
                foreach (int match in matches)
                {
                    left.Add(row);
                    right.Add(match);
                }
            }
            else if (kind == JoinKind.Left)
            {
                left.Add(row);
                right.Add(-1);
            }
        }

        return ([.. left], [.. right]);
    }

    private static bool IsMissing(FrameColumn[] keys, int row) => Array.Exists(keys, key => key.IsMissing(row));
}
