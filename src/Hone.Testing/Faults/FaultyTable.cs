using Hone.Learn.Data;

namespace Hone.Testing;

/// <summary>A generated table and what is known about it.</summary>
/// <param name="Frame">The table; its column "part" says train, valid and test.</param>
/// <param name="Target">The column that is predicted.</param>
public sealed record FaultyTable(Frame Frame, string Target)
{
    /// <summary>The column of the parts.</summary>
    public const string SplitColumn = "part";

    /// <summary>The declared group; null where none is declared.</summary>
    public string? Group { get; init; }

    /// <summary>The declared time; null where none is declared.</summary>
    public string? Time { get; init; }

    /// <summary>The declared id; null where none is declared.</summary>
    public string? Id { get; init; }

    /// <summary>How far ahead is predicted, in days.</summary>
    public double Horizon { get; init; }

    /// <summary>Whether the split is declared to be by time.</summary>
    public bool IsTimeSplit { get; init; }

    /// <summary>Whether the split is declared to be random.</summary>
    public bool IsRandomSplit { get; init; }

    /// <summary>Out-of-fold probabilities; null where there are none.</summary>
    public IReadOnlyList<double>? OutOfFold { get; init; }
}
