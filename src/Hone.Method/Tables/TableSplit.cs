namespace Hone.Method;

/// <summary>How the rows of a table are parted into training and validation.</summary>
public enum TableSplit
{
    /// <summary>At random, with the same share of each class in both parts: for rows that do not know of each other.</summary>
    Random,

    /// <summary>The latest rows are for validation: for everything that is going to predict the future. Rows of the same moment stay together.</summary>
    Time,
}
