namespace Hone.Learn;

/// <summary>Whether boosting stops when rows that are held out are predicted no better.</summary>
public enum EarlyStoppingMode
{
    /// <summary>With more than 10,000 rows.</summary>
    Auto,

    /// <summary>Always.</summary>
    On,

    /// <summary>Never.</summary>
    Off,
}
