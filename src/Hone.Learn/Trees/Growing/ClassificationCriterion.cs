namespace Hone.Learn;

/// <summary>What a split of classes lowers.</summary>
public enum ClassificationCriterion
{
    /// <summary>Gini's impurity, 1 - sum of p_k^2.</summary>
    Gini,

    /// <summary>Entropy, -sum of p_k log(p_k).</summary>
    Entropy,
}
