namespace Hone.Method;

/// <summary>The near duplicates of a set of images.</summary>
public sealed record NearImages
{
    /// <summary>How the hashes were calibrated.</summary>
    public required HashCalibration Calibration { get; init; }

    /// <summary>The pairs that are near duplicates, ordered by position.</summary>
    public required IReadOnlyList<NearImagePair> Pairs { get; init; }

    /// <summary>Near duplicates of near duplicates together: two or more positions each.</summary>
    public required IReadOnlyList<int[]> Clusters { get; init; }

    /// <summary>Images that have too little texture to be compared; exact copies of them are found by their pixels.</summary>
    public required int Untextured { get; init; }

    /// <summary>How many images there are.</summary>
    public required int Count { get; init; }

    /// <summary>One group for each image, to split by: images of one cluster have the number of its first image.</summary>
    public IReadOnlyList<int> Groups()
    {
        int[] groups = Enumerable.Range(0, Count).ToArray();
        foreach (int[] cluster in Clusters)
        {
            foreach (int item in cluster)
            {
                groups[item] = cluster[0];
            }
        }

        return groups;
    }
}
