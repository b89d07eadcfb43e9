namespace Hone.Method;

/// <summary>The indices of the items of each part, as a strategy chose them.</summary>
internal sealed record SplitAssignment(IReadOnlyList<int> Train, IReadOnlyList<int> Valid, IReadOnlyList<int> Test)
{
    /// <summary>The fold of an item that is in none.</summary>
    public const int NoFold = -1;

    /// <summary>What a split by time leaves out.</summary>
    public IReadOnlyList<int> Gap { get; init; } = [];

    /// <summary>The fold of each item, for strategies that make folds.</summary>
    public IReadOnlyList<int>? Folds { get; init; }

    /// <summary>The windows of folds that lie one after the other in time.</summary>
    public IReadOnlyList<FoldWindow>? Windows { get; init; }

    public IReadOnlyList<int> Of(Part part) => part switch
    {
        Part.Train => Train,
        Part.Valid => Valid,
        Part.Test => Test,
        _ => Gap,
    };
}
