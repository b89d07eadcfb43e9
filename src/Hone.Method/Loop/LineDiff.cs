namespace Hone.Method;

/// <summary>The lines that two texts do not share, by their longest common subsequence.</summary>
internal static class LineDiff
{
    // The table of the middle part grows with the product of its lengths; recipes have hundreds of lines.
    private const int MostLines = 5000;

    /// <summary>Removed lines with '-', added ones with '+', in order; null for texts that are too long to compare.</summary>
    public static IReadOnlyList<string>? Of(string before, string after)
    {
        string[] a = Lines(before);
        string[] b = Lines(after);
        int start = 0;
        while (start < a.Length && start < b.Length && a[start] == b[start])
        {
            start++;
        }

        int end = 0;
        while (end < a.Length - start && end < b.Length - start && a[^(end + 1)] == b[^(end + 1)])
        {
            end++;
        }

        a = a[start..^end];
        b = b[start..^end];
        return a.Length > MostLines || b.Length > MostLines ? null : Middle(a, b);
    }

    private static List<string> Middle(string[] a, string[] b)
    {
        // common[i, j]: lines that a[i..] and b[j..] share at most.
        var common = new int[a.Length + 1, b.Length + 1];
        for (int i = a.Length - 1; i >= 0; i--)
        {
            for (int j = b.Length - 1; j >= 0; j--)
            {
                common[i, j] = a[i] == b[j] ? common[i + 1, j + 1] + 1 : Math.Max(common[i + 1, j], common[i, j + 1]);
            }
        }

        var lines = new List<string>();
        int x = 0;
        int y = 0;
        while (x < a.Length || y < b.Length)
        {
            if (x < a.Length && y < b.Length && a[x] == b[y])
            {
                x++;
                y++;
            }
            else if (y == b.Length || (x < a.Length && common[x + 1, y] >= common[x, y + 1]))
            {
                lines.Add("-" + a[x++]);
            }
            else
            {
                lines.Add("+" + b[y++]);
            }
        }

        return lines;
    }

    private static string[] Lines(string text) => text.ReplaceLineEndings("\n").Split('\n');
}
