namespace Hone.Method;

/// <summary>One model of an ensemble: what it says about items that it has not learned from.</summary>
/// <remarks>Predictions are those of a run on its validation part, or out-of-fold predictions; both are made by a model that has not seen the items.</remarks>
public sealed record EnsembleMember
{
    /// <summary>The id of the run or the name of the recipe.</summary>
    public required string Name { get; init; }

    /// <summary>The predictions.</summary>
    public required RunPredictions Predictions { get; init; }

    /// <summary>The fold of each item; null where the items were not predicted in folds.</summary>
    public IReadOnlyList<int>? Folds { get; init; }

    /// <summary>The ids of the runs that made the predictions.</summary>
    public IReadOnlyList<string> RunIds { get; init; } = [];

    /// <summary>The predictions for the test items, whose labels are in the vault; null when there are none.</summary>
    public UnlabelledPredictions? Test { get; init; }
}
