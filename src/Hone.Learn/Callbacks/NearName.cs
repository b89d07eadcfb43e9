namespace Hone.Learn;

/// <summary>Finds the name that was probably meant by one that does not exist.</summary>
internal static class NearName
{
    /// <summary>The known name with the fewest letters to change; of several the first.</summary>
    /// <param name="typed">What does not exist.</param>
    /// <param name="known">What exists, at least one name.</param>
    public static string Of(string typed, IEnumerable<string> known) => known.MinBy(name => Distance(typed, name))!;

    /// <summary>The edit distance of Levenshtein, letters put in, left out or exchanged, whatever their case: d[i, j] = min(d[i-1, j] + 1, d[i, j-1] + 1, d[i-1, j-1] + (a[i] != b[j])).</summary>
    private static int Distance(string typed, string name)
    {
        int[] row = [.. Enumerable.Range(0, name.Length + 1)];
        for (int i = 1; i <= typed.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= name.Length; j++)
            {
                int exchanged = diagonal + (char.ToLowerInvariant(typed[i - 1]) == char.ToLowerInvariant(name[j - 1]) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(exchanged, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }
}
