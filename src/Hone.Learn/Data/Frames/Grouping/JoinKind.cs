namespace Hone.Learn.Data;

/// <summary>Which rows a join keeps.</summary>
public enum JoinKind
{
    /// <summary>All rows of the left table; what the right one lacks is missing.</summary>
    Left,

    /// <summary>Rows whose key both tables have.</summary>
    Inner,
}
