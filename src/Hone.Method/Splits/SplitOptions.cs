namespace Hone.Method;

/// <summary>What strategies of splitting need; each reads what concerns it.</summary>
public sealed record SplitOptions
{
    /// <summary>The largest number of folds; more would be a mistake or a leave-one-out, which no one trains.</summary>
    public const int MostFolds = 1000;

    /// <summary>The shares of the parts; 80% train, 20% valid by default. With folds the valid share is one fold.</summary>
    public SplitFractions Fractions { get; init; } = new();

    /// <summary>The seed: the same ids and the same seed give the same split, in whatever order the ids come.</summary>
    public ulong Seed { get; init; }

    /// <summary>How many folds the items outside the test part are dealt into; 0 by default: no folds.</summary>
    public int Folds { get; init; }

    /// <summary>Into how many quantiles a number is cut for a stratified split, at most; 10 by default. Small data get fewer, so that each is large enough.</summary>
    public int Bins { get; init; } = 10;

    /// <summary>The first moment of the validation part of a split by time; null takes the last items by the valid share.</summary>
    public DateTime? ValidFrom { get; init; }

    /// <summary>The first moment of the test part of a split by time; null takes the last items by the test share.</summary>
    public DateTime? TestFrom { get; init; }

    /// <summary>The time before each later part whose items are left out, because what is known then overlaps with what is predicted; none by default.</summary>
    public TimeSpan Gap { get; init; }

    /// <summary>What a group-time split does with groups that are in the past as well; allowed by default.</summary>
    public SeenGroups SeenGroups { get; init; }

    /// <summary>Why this strategy, in one sentence; stays with the split. <see cref="SplitAdvice.Reason"/> is such a sentence.</summary>
    public string? Reason { get; init; }

    /// <summary>The options with the shares that the parts really get.</summary>
    internal SplitOptions Effective() =>
        Folds == 0 ? this : this with { Fractions = Fractions with { Valid = (1 - Fractions.Test) / Folds } };

    internal void Validate()
    {
        Fractions.Validate();
        if (Folds is not 0 and (< 2 or > MostFolds))
        {
            throw new SplitException(
                ExitCode.Usage, $"from 2 to {MostFolds} folds, or 0 for none", $"{Folds} folds", "the options of the split", "5 folds are the custom");
        }

        if (Bins < 2)
        {
            throw new SplitException(ExitCode.Usage, "at least 2 quantiles", $"{Bins}", "the options of the split", "leave it at 10");
        }

        if (Gap < TimeSpan.Zero)
        {
            throw new SplitException(ExitCode.Usage, "a gap of 0 or more", $"{Durations.Text(Gap)}", "the options of the split", "write 7d for a week");
        }
    }
}
