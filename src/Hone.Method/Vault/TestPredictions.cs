namespace Hone.Method;

/// <summary>What a run says about the test items.</summary>
public sealed record TestPredictions
{
    /// <summary>The ids of the test items, in any order.</summary>
    public required IReadOnlyList<string> Ids { get; init; }

    /// <summary>The prediction of each item: the number of a class (0, 1, 2, ...) or a value.</summary>
    public required IReadOnlyList<double> Values { get; init; }
}
