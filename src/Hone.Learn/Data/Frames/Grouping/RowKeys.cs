namespace Hone.Learn.Data;

/// <summary>Gives rows with the same values in all key columns the same number.</summary>
internal static class RowKeys
{
    /// <summary>Numbers the rows of one table, from 0 in the order in which keys first occur.</summary>
    public static int[] Of(IReadOnlyList<FrameColumn> keys, out int count) => Of([keys], out count)[0];

    /// <summary>Numbers the rows of several tables alike; key columns of the same position have the same kind.</summary>
    public static int[][] Of(IReadOnlyList<IReadOnlyList<FrameColumn>> tables, out int count)
    {
        int[][] numbers = [.. tables.Select(keys => new int[keys[0].Count])];
        count = 1;
        for (int key = 0; key < tables[0].Count; key++)
        {
            var codes = new KeyCodes();
            var pairs = new Dictionary<(int Earlier, int Code), int>();
            for (int table = 0; table < numbers.Length; table++)
            {
                int[] rows = numbers[table];
                var values = new int[rows.Length];
                tables[table][key].Encode(codes, values);
                for (int row = 0; row < rows.Length; row++)
                {
                    if (!pairs.TryGetValue((rows[row], values[row]), out int number))
                    {
                        number = pairs.Count;
                        pairs.Add((rows[row], values[row]), number);
                    }

                    rows[row] = number;
                }
            }

            count = pairs.Count;
        }

        return numbers;
    }
}
