namespace Hone.Method;

/// <summary>A ladder as it ran.</summary>
public sealed record LadderReport
{
    /// <summary>The kind of data.</summary>
    public required LadderKind Kind { get; init; }

    /// <summary>The metric of the project.</summary>
    public required string Metric { get; init; }

    /// <summary>The fingerprint of the split.</summary>
    public required string SplitFingerprint { get; init; }

    /// <summary>The rungs in the order in which they ran.</summary>
    public required IReadOnlyList<LadderRow> Rows { get; init; }

    /// <summary>The best rung; null where none ran.</summary>
    public required string? Best { get; init; }

    /// <summary>The best rung that knows nothing but the labels; null where none ran.</summary>
    public required string? BestTrivial { get; init; }

    /// <summary>What a person reached on a few items; null where nobody has tried.</summary>
    public LadderRow? Human { get; init; }

    /// <summary>The range that was expected; null where there was none.</summary>
    public LadderGuess? Guess { get; init; }

    /// <summary>What became of it.</summary>
    public required GuessOutcome GuessOutcome { get; init; }

    /// <summary>The metric self-test, the control without inputs and the findings of the ladder itself.</summary>
    public required IReadOnlyList<LadderCheck> Checks { get; init; }

    /// <summary>What was left out of the data and why.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>The columns that were left out (<c>--drop</c>); checks and segments leave them out too.</summary>
    public IReadOnlyList<string> Dropped { get; init; } = [];

    /// <summary>What a command line returns: 1 with an error, 4 with <paramref name="strict"/> where a rung or a check could not run.</summary>
    /// <param name="strict">Whether what was not checked counts.</param>
    public ExitCode ExitCode(bool strict)
    {
        if (Checks.Any(check => check.IsError) || Rows.Any(row => row.Outcome == CheckOutcome.Broken))
        {
            return Method.ExitCode.Findings;
        }

        bool isOpen = Checks.Any(check => check.Outcome == CheckOutcome.NotChecked) || Rows.Any(row => row.Outcome == CheckOutcome.NotChecked);
        return strict && isOpen ? Method.ExitCode.NotChecked : Method.ExitCode.Pass;
    }
}
