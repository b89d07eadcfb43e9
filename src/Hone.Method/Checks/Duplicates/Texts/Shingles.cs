namespace Hone.Method;

/// <summary>The five-word pieces of a text, each as a hash: a set, sorted.</summary>
internal static class Shingles
{
    /// <summary>Words in a piece.</summary>
    public const int Words = 5;

    /// <summary>Shorter texts are compared as a whole.</summary>
    public const int ShortestText = 20;

    public static ulong[] Of(IReadOnlyList<string> words)
    {
        if (words.Count < Words)
        {
            return [];
        }

        ulong[] hashes = words.Select(HashOf).ToArray();
        var pieces = new SortedSet<ulong>();
        for (int start = 0; start + Words <= hashes.Length; start++)
        {
            ulong piece = 0;
            for (int i = 0; i < Words; i++)
            {
                piece = CounterRandom.Mix(piece ^ hashes[start + i]);
            }

            pieces.Add(piece);
        }

        return [.. pieces];
    }

    /// <summary>How many pieces two texts share.</summary>
    public static int Shared(ulong[] first, ulong[] second)
    {
        int shared = 0;
        int i = 0;
        int j = 0;
        while (i < first.Length && j < second.Length)
        {
            if (first[i] == second[j])
            {
                shared++;
                i++;
                j++;
            }
            else if (first[i] < second[j])
            {
                i++;
            }
            else
            {
                j++;
            }
        }

        return shared;
    }

    private static ulong HashOf(string word)
    {
        ulong hash = 14695981039346656037;
        foreach (char letter in word)
        {
            hash = (hash ^ letter) * 1099511628211;
        }

        return hash;
    }
}
