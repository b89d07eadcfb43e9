namespace Hone.Method;

/// <summary>Finds texts that share most of their pieces: candidates by MinHash (resemblance) and by an index of a quarter of the pieces (quotes), then exact counts.</summary>
internal static class NearTextSearch
{
    private const double LeastJaccard = 0.6;
    private const double LeastContainment = 0.8;

    // A piece in more texts than these is boilerplate; texts that share only boilerplate are found by MinHash when they resemble each other.
    private const int MostTextsOfPiece = 100;
    private const ulong IndexedOneIn = 4;

    // Of the indexed pieces of the shorter text, a candidate for a quote shares at least this part.
    private const double LeastIndexedShare = 0.5;

    public static IReadOnlyList<NearTextPair> Run(IReadOnlyList<ulong[]> shingles, CancellationToken cancellationToken)
    {
        var candidates = new HashSet<(int, int)>();
        AddResembling(candidates, shingles, cancellationToken);
        AddQuotes(candidates, shingles, cancellationToken);
        var pairs = new List<NearTextPair>();
        foreach ((int first, int second) in candidates.Order())
        {
            cancellationToken.ThrowIfCancellationRequested();
            int shared = Shingles.Shared(shingles[first], shingles[second]);
            double jaccard = (double)shared / (shingles[first].Length + shingles[second].Length - shared);
            double containment = (double)shared / Math.Min(shingles[first].Length, shingles[second].Length);
            if (jaccard >= LeastJaccard || containment >= LeastContainment)
            {
                pairs.Add(new NearTextPair(first, second, jaccard, containment));
            }
        }

        return pairs;
    }

    private static void AddResembling(HashSet<(int, int)> candidates, IReadOnlyList<ulong[]> shingles, CancellationToken cancellationToken)
    {
        var bands = new ulong[]?[shingles.Count];
        var options = new ParallelOptions { CancellationToken = cancellationToken, MaxDegreeOfParallelism = EngineOptions.ThreadCount };
        Parallel.For(0, bands.Length, options, text => bands[text] = shingles[text].Length == 0 ? null : MinHash.BandsOf(MinHash.Of(shingles[text])));
        for (int band = 0; band < MinHash.Bands; band++)
        {
            var buckets = new Dictionary<ulong, List<int>>();
            for (int text = 0; text < bands.Length; text++)
            {
                if (bands[text] is { } hashes)
                {
                    Put(buckets, hashes[band], text);
                }
            }

            foreach (List<int> bucket in buckets.Values)
            {
                cancellationToken.ThrowIfCancellationRequested();
                AddPairs(candidates, bucket);
            }
        }
    }

    private static void AddQuotes(HashSet<(int, int)> candidates, IReadOnlyList<ulong[]> shingles, CancellationToken cancellationToken)
    {
        var index = new Dictionary<ulong, List<int>>();
        var indexed = new int[shingles.Count];
        for (int text = 0; text < shingles.Count; text++)
        {
            foreach (ulong piece in shingles[text])
            {
                if (piece % IndexedOneIn == 0)
                {
                    indexed[text]++;
                    Put(index, piece, text);
                }
            }
        }

        var shared = new Dictionary<(int, int), int>();
        foreach (List<int> texts in index.Values)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (texts.Count > MostTextsOfPiece)
            {
                continue;
            }

            for (int i = 0; i < texts.Count; i++)
            {
                for (int j = i + 1; j < texts.Count; j++)
                {
                    (int, int) pair = (texts[i], texts[j]);
                    shared[pair] = shared.GetValueOrDefault(pair) + 1;
                }
            }
        }

        foreach (((int first, int second), int count) in shared)
        {
            if (count >= LeastIndexedShare * Math.Min(indexed[first], indexed[second]))
            {
                candidates.Add((first, second));
            }
        }
    }

    private static void Put(Dictionary<ulong, List<int>> buckets, ulong key, int text)
    {
        if (!buckets.TryGetValue(key, out List<int>? bucket))
        {
            bucket = [];
            buckets.Add(key, bucket);
        }

        bucket.Add(text);
    }

    private static void AddPairs(HashSet<(int, int)> candidates, List<int> bucket)
    {
        for (int i = 0; i < bucket.Count; i++)
        {
            for (int j = i + 1; j < bucket.Count; j++)
            {
                candidates.Add((bucket[i], bucket[j]));
            }
        }
    }
}
