namespace Hone.Method;

/// <summary>How a backtest walks through time.</summary>
public sealed record BacktestOptions
{
    /// <summary>How many origins; 5 by default. Each is a fold: the items from the origin on are predicted from those before it.</summary>
    public int Origins { get; init; } = 5;

    /// <summary>How far each origin predicts; null divides the time after the first stretch so that each window has about as many items.</summary>
    public TimeSpan? Horizon { get; init; }

    /// <summary>The time before each origin whose items are left out of its training part; none by default.</summary>
    public TimeSpan Gap { get; init; }

    /// <summary>All of the past, or its last stretch; expanding by default.</summary>
    public BacktestWindow Window { get; init; }

    /// <summary>The length of a sliding window; null takes what the first origin has before it.</summary>
    public TimeSpan? TrainSpan { get; init; }

    /// <summary>The share of the latest items that is kept apart as the test part; 0 by default.</summary>
    public double Test { get; init; }

    /// <summary>The first moment of the test part; null takes the share.</summary>
    public DateTime? TestFrom { get; init; }

    /// <summary>Why a backtest, in one sentence; stays with the split.</summary>
    public string? Reason { get; init; }

    internal SplitOptions ToSplitOptions() => new()
    {
        Fractions = new SplitFractions { Valid = Math.Max(0.001, (1 - Test) / (Math.Max(1, Origins) + 1)), Test = Test },
        Folds = Origins,
        Gap = Gap,
        TestFrom = TestFrom,
        Reason = Reason,
    };

    internal void Validate()
    {
        if (Origins is < 2 or > SplitOptions.MostFolds)
        {
            throw new SplitException(ExitCode.Usage, $"from 2 to {SplitOptions.MostFolds} origins", $"{Origins}", "the options of the backtest", "6 origins show a trend");
        }

        if (Horizon <= TimeSpan.Zero || TrainSpan <= TimeSpan.Zero)
        {
            throw new SplitException(
                ExitCode.Usage,
                "a horizon and a window longer than 0",
                $"horizon {Durations.Text(Horizon ?? TimeSpan.Zero)}, window {Durations.Text(TrainSpan ?? TimeSpan.Zero)}",
                "the options of the backtest",
                "write 7d for a week");
        }
    }
}
