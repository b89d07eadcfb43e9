namespace Hone.Learn.Data;

/// <summary>How an idx file is stored.</summary>
public enum IdxCompression
{
    /// <summary>As it is.</summary>
    None,

    /// <summary>Inside gzip, at the highest level.</summary>
    Gzip,
}
