using Hone.Method;

namespace Hone.Cli;

/// <summary>A run as one row: of the table, of the JSON, of the CSV.</summary>
internal sealed record RunRow
{
    public required string Id { get; init; }

    public required string? Name { get; init; }

    public required RunStatus Status { get; init; }

    public required bool Damaged { get; init; }

    public required string? Problem { get; init; }

    public required double? Score { get; init; }

    public required double? Low { get; init; }

    public required double? High { get; init; }

    public required int? N { get; init; }

    public required double? Gain { get; init; }

    public required double? Subset { get; init; }

    public required string? SplitFingerprint { get; init; }

    public required DateTimeOffset? Started { get; init; }

    public required double? Seconds { get; init; }

    public required int? Epoch { get; init; }

    /// <summary>The verdict on its hypothesis: supported, refuted, inconclusive, noVerdict; null without a hypothesis.</summary>
    public required string? Verdict { get; init; }

    /// <summary>What it changed against the run before it, such as <c>architecture</c>.</summary>
    public required IReadOnlyList<string> Kinds { get; init; }

    public required long? PeakMemoryBytes { get; init; }

    /// <summary>The share of its training steps that waited for data, 0 to 1.</summary>
    public required double? InputWait { get; init; }

    public required ulong? Seed { get; init; }

    /// <summary>The folder of the run.</summary>
    public required string Path { get; init; }

    /// <summary>The options of the run.</summary>
    public required IReadOnlyDictionary<string, string> Params { get; init; }

    /// <summary>The last value of every metric.</summary>
    public required IReadOnlyDictionary<string, double> Metrics { get; init; }

    /// <summary>Takes a run apart.</summary>
    /// <param name="run">The run.</param>
    /// <param name="metric">The metric of the project, which runs keep as <c>valid/METRIC</c>.</param>
    public static RunRow Of(StoredRun run, string metric)
    {
        RunRecord? record = run.Record;
        MetricSummary? score = record?.Summary.GetValueOrDefault("valid/" + metric);
        return new RunRow
        {
            Id = run.Id,
            Name = record?.Name,
            Status = run.Status,
            Damaged = run.IsDamaged,
            Problem = run.Problem,
            Score = score?.Last,
            Low = score?.Low,
            High = score?.High,
            N = score?.N,
            Gain = record?.BaselineGain,
            Subset = record?.Subset,
            SplitFingerprint = record?.Split?.Fingerprint,
            Started = record?.Started,
            Seconds = record?.Ended is DateTimeOffset ended ? (ended - record.Started).TotalSeconds : null,
            Epoch = record?.Epoch,
            Verdict = record?.Verdict is { } verdict ? CamelCase(verdict.Outcome.ToString()) : null,
            Kinds = [.. (record?.Change?.Kinds ?? []).Select(kind => CamelCase(kind.ToString()))],
            PeakMemoryBytes = record?.PeakMemoryBytes,
            InputWait = record?.Resources?.InputWait,
            Seed = record?.Seed,
            Path = run.Directory,
            Params = record?.Params ?? new Dictionary<string, string>(),
            Metrics = record?.Summary.ToDictionary(each => each.Key, each => each.Value.Last) ?? [],
        };
    }

    internal static string CamelCase(string word) => char.ToLowerInvariant(word[0]) + word[1..];
}
