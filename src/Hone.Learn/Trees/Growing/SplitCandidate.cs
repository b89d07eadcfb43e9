namespace Hone.Learn;

/// <summary>The best split of a node so far.</summary>
internal struct SplitCandidate
{
    public int Feature;

    /// <summary>Codes up to this one go left.</summary>
    public int LastLeft;

    public float Threshold;

    public bool MissingGoesRight;

    /// <summary>Whether the node has missing values in the column, so that their side was learned.</summary>
    public bool SawMissing;

    /// <summary>Score of both sides; minus infinity when there is no split.</summary>
    public double Score;
}
