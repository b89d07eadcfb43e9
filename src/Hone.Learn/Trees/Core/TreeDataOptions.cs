namespace Hone.Learn;

/// <summary>What is known about the columns of a <see cref="TreeData"/>.</summary>
public sealed record TreeDataOptions
{
    /// <summary>One name per column, for messages and tables; null for "x0", "x1", ...</summary>
    public IReadOnlyList<string>? Names { get; init; }

    /// <summary>
    /// Columns (from 0) that hold codes of categories: whole numbers from 0, or NaN. Boosting splits them by sets of categories; decision trees and forests
    /// take the codes as numbers, as scikit-learn does. Empty unless set.
    /// </summary>
    public IReadOnlyList<int> Categorical { get; init; } = [];
}
