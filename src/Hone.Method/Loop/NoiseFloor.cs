using System.Text.Json.Serialization;

namespace Hone.Method;

/// <summary>How much a recipe's score moves from seed to seed: the smallest gain that can be believed (M29).</summary>
public sealed record NoiseFloor
{
    /// <summary>The name of the recipe.</summary>
    public required string Recipe { get; init; }

    /// <summary>The metric, such as <c>valid/accuracy</c>.</summary>
    public required string Metric { get; init; }

    /// <summary>The fingerprint of the split; null where there was none.</summary>
    public string? SplitFingerprint { get; init; }

    /// <summary>The share of the training items, above 0 and up to 1.</summary>
    public double Subset { get; init; } = 1;

    /// <summary>The seeds.</summary>
    public required IReadOnlyList<long> Seeds { get; init; }

    /// <summary>One score per seed.</summary>
    public required IReadOnlyList<double> Scores { get; init; }

    /// <summary>The mean score.</summary>
    public required double Mean { get; init; }

    /// <summary>The sample standard deviation √(Σ(x - mean)² / (n - 1)).</summary>
    public required double StandardDeviation { get; init; }

    /// <summary>How far the first seed came out when it ran a second time; null when it did not. 0 for a recipe that repeats.</summary>
    public double? RepeatDifference { get; init; }

    /// <summary>When it was measured.</summary>
    public required DateTimeOffset Measured { get; init; }

    /// <summary>
    /// The smallest difference of two single runs that is more than seeds: 2 √2 SD, because each of the two has its own luck.
    /// </summary>
    [JsonIgnore]
    public double SmallestBelievableGain => 2 * Math.Sqrt(2) * StandardDeviation;

    /// <summary>A finding when a seed did not repeat; null when it did or was not asked.</summary>
    [JsonIgnore]
    public Finding? Nondeterminism => RepeatDifference is double difference && difference != 0
        ? new Finding
        {
            Id = "loop/nondeterminism",
            Severity = Severity.Info,
            What = $"seed {Seeds[0]} gave {Numbers.Plain(Scores[0])} and then {Numbers.Plain(Scores[0] + difference)}",
            Evidence = $"difference {difference:0.##e+0}, deviation over seeds {StandardDeviation:0.##e+0}",
            N = Scores.Count,
            Threshold = "0",
            HowToFix = "look for sums over threads in an order that changes (parallel reductions of your own), time, unseeded random numbers, and the order of files in a folder",
            Why = "a recipe that does not repeat cannot be bisected",
        }
        : null;

    /// <summary>Mean, deviation and n in one line.</summary>
    public override string ToString() =>
        FormattableString.Invariant($"{Metric} {Mean:0.0000} ± {StandardDeviation:0.0000} over {Scores.Count} seeds (n = {Scores.Count}); gains below {SmallestBelievableGain:0.0000} are luck");
}
