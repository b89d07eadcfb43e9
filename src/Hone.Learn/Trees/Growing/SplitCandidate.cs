namespace Hone.Learn;

/// <summary>The best split of a node so far.</summary>
internal struct SplitCandidate
{
    public int Feature;

    /// <summary>Codes up to this one go left.</summary>
    public int LastLeft;

    public float Threshold;

    public bool MissingGoesRight;

    /// <summary>Score of both sides; minus infinity when there is no split.</summary>
    public double Score;
}
