namespace Hone.Learn.Plots;

/// <summary>How the cells of a table column are set.</summary>
public enum ColumnAlignment
{
    /// <summary>Words, at the left.</summary>
    Text,

    /// <summary>Numbers, at the right with digits of equal width, so that equal decimals line up.</summary>
    Number,
}
