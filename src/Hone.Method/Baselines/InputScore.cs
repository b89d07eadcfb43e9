namespace Hone.Method;

/// <summary>What one input is worth, by one model.</summary>
public sealed record InputScore
{
    /// <summary>The name of the input.</summary>
    public required string Input { get; init; }

    /// <summary>The model.</summary>
    public required string Model { get; init; }

    /// <summary>How many columns the input has.</summary>
    public required int Columns { get; init; }

    /// <summary>The model on this input alone.</summary>
    public required LadderRow Alone { get; init; }

    /// <summary>The model on every other input.</summary>
    public required LadderRow Dropped { get; init; }

    /// <summary>All inputs - all but this one, on the same items: what the input adds to the others. Null where a model could not run.</summary>
    public required PairedDifference? Adds { get; init; }
}
