namespace Hone.Cli;

/// <summary>Guesses what a mistyped word was meant to be.</summary>
internal static class Suggestion
{
    /// <summary>Returns the known word that is nearest to what was typed; null when none is near.</summary>
    public static string? Nearest(string typed, IEnumerable<string> known)
    {
        string word = typed.TrimStart('-').ToLowerInvariant();
        int limit = Math.Max(1, word.Length / 3);
        return known
            .Select(candidate => (Candidate: candidate, Distance: Distance(word, candidate.TrimStart('-'))))
            .Where(pair => pair.Distance <= limit || IsBeginning(word, pair.Candidate))
            .OrderBy(pair => pair.Distance)
            .Select(pair => pair.Candidate)
            .FirstOrDefault();
    }

    /// <summary>
    /// The number of letters to insert, delete, replace or swap with their neighbor: the optimal string alignment distance, by dynamic programming
    /// over three rows, d[i, j] = min(d[i-1, j] + 1, d[i, j-1] + 1, d[i-1, j-1] + (a[i] != b[j]), d[i-2, j-2] + 1 for a swap).
    /// </summary>
    internal static int Distance(string a, string b)
    {
        int[] beforeLast = new int[b.Length + 1];
        int[] last = Enumerable.Range(0, b.Length + 1).ToArray();
        for (int i = 1; i <= a.Length; i++)
        {
            int[] row = new int[b.Length + 1];
            row[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int change = a[i - 1] == b[j - 1] ? 0 : 1;
                row[j] = Math.Min(Math.Min(last[j] + 1, row[j - 1] + 1), last[j - 1] + change);
                bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
                if (swapped)
                {
                    row[j] = Math.Min(row[j], beforeLast[j - 2] + 1);
                }
            }

            beforeLast = last;
            last = row;
        }

        return last[b.Length];
    }

    private static bool IsBeginning(string word, string candidate) =>
        word.Length >= 2 && candidate.TrimStart('-').StartsWith(word, StringComparison.Ordinal);
}
