namespace Hone.Method;

/// <summary>Where a project stands in time. Those who submit early and often do better than those who polish.</summary>
public sealed record ProjectClock
{
    /// <summary>A run with this tag is a baseline.</summary>
    public const string BaselineTag = "baseline";

    /// <summary>Whole days since the project was made.</summary>
    public required int DaysUsed { get; init; }

    /// <summary>Whole days until the deadline; negative after it, null without one.</summary>
    public int? DaysLeft { get; init; }

    /// <summary>The time from the beginning to the first run; null before there is one.</summary>
    public TimeSpan? ToFirstRun { get; init; }

    /// <summary>The time from the beginning to the first run tagged <c>baseline</c>; null before there is one.</summary>
    public TimeSpan? ToFirstBaseline { get; init; }

    /// <summary>The time from the beginning to the first submission; null before there is one.</summary>
    public TimeSpan? ToFirstSubmission { get; init; }

    /// <summary>What to know about the deadline; null when there is nothing to say.</summary>
    public string? Warning => DaysLeft < 0 ? $"the deadline was {-DaysLeft} days ago: late submission mode" : null;

    internal static ProjectClock Of(Project project)
    {
        DateTimeOffset now = project.Options.Clock.GetUtcNow();
        DateTimeOffset begin = project.Charter.Created ?? now;
        RunRecord[] runs = [.. project.Runs.List().Select(run => run.Record).OfType<RunRecord>().OrderBy(run => run.Started)];
        RunRecord? baseline = runs.FirstOrDefault(run => run.Tags.Contains(BaselineTag, StringComparer.Ordinal));
        return new ProjectClock
        {
            DaysUsed = (int)(now - begin).TotalDays,
            DaysLeft = project.Charter.Deadline is DateOnly deadline ? deadline.DayNumber - DateOnly.FromDateTime(now.UtcDateTime).DayNumber : null,
            ToFirstRun = runs.Length == 0 ? null : runs[0].Started - begin,
            ToFirstBaseline = baseline is null ? null : baseline.Started - begin,
            ToFirstSubmission = FirstSubmission(project) - begin,
        };
    }

    private static DateTimeOffset? FirstSubmission(Project project) => JsonLinesFile
        .Read(Path.Combine(project.Directory, "submissions", "ledger.jsonl"))
        .Rows
        .Select(row => row.TryGetProperty("time", out System.Text.Json.JsonElement time) && time.TryGetDateTimeOffset(out DateTimeOffset value) ? value : (DateTimeOffset?)null)
        .Where(time => time is not null)
        .Min();
}
