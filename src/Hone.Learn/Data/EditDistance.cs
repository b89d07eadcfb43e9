namespace Hone.Learn.Data;

/// <summary>How far two names are from each other.</summary>
public static class EditDistance
{
    /// <summary>The edit distance of Levenshtein, letters put in, left out or exchanged: d[i, j] = min(d[i-1, j] + 1, d[i, j-1] + 1, d[i-1, j-1] + (a[i] != b[j])).</summary>
    /// <param name="first">One name.</param>
    /// <param name="second">The other; upper and lower case are different letters.</param>
    /// <returns>The fewest changes that make one of the other.</returns>
    public static int Of(string first, string second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        int[] row = [.. Enumerable.Range(0, second.Length + 1)];
        for (int i = 1; i <= first.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= second.Length; j++)
            {
                int above = row[j];
                int exchange = diagonal + (first[i - 1] == second[j - 1] ? 0 : 1);
                row[j] = Math.Min(exchange, Math.Min(above, row[j - 1]) + 1);
                diagonal = above;
            }
        }

        return row[second.Length];
    }
}
