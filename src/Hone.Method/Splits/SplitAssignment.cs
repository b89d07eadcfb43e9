namespace Hone.Method;

/// <summary>The indices of the items of each part, as a strategy chose them.</summary>
internal sealed record SplitAssignment(IReadOnlyList<int> Train, IReadOnlyList<int> Valid, IReadOnlyList<int> Test)
{
    /// <summary>The fold of each item, for strategies that make folds.</summary>
    public IReadOnlyList<int>? Folds { get; init; }

    public IReadOnlyList<int> Of(Part part) => part switch
    {
        Part.Train => Train,
        Part.Valid => Valid,
        _ => Test,
    };
}
