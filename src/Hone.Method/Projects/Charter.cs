namespace Hone.Method;

/// <summary>What a project is for, written down before anything is trained; the content of <c>hone.json</c>.</summary>
public sealed record Charter
{
    /// <summary>The version of the file format; 1.</summary>
    public const int CurrentFormat = 1;

    /// <summary>The version of the file format that the project was made with.</summary>
    public int Format { get; init; } = CurrentFormat;

    /// <summary>The question that the project answers, as one sentence.</summary>
    public required string Question { get; init; }

    /// <summary>What is predicted: the name of a column or of the label.</summary>
    public required string Target { get; init; }

    /// <summary>What kind of thing is predicted; null when it was not said. A known metric must make sense for it.</summary>
    public TargetKind? TargetKind { get; init; }

    /// <summary>The number that decides, such as <c>accuracy</c>; see <see cref="KnownMetrics"/>.</summary>
    public required string Metric { get; init; }

    /// <summary>Whether a larger value of the metric is better; filled in for a known metric, needed for any other.</summary>
    public MetricDirection? Direction { get; init; }

    /// <summary>The decision that the number serves, if it was said.</summary>
    public string? Decision { get; init; }

    /// <summary>What "done and shared" looks like, if it was said.</summary>
    public string? Done { get; init; }

    /// <summary>The day on which it must be done, if there is one.</summary>
    public DateOnly? Deadline { get; init; }

    /// <summary>When the project was made; filled in by <see cref="Project.Create"/>.</summary>
    public DateTimeOffset? Created { get; init; }

    /// <summary>Returns this charter with every rule applied.</summary>
    /// <exception cref="ProjectException">A field is empty, the metric has no direction, or the direction contradicts the metric.</exception>
    internal Charter Complete(DateTimeOffset now)
    {
        RequireText(Question, "question");
        RequireText(Target, "target");
        RequireText(Metric, "metric");
        MetricDirection? known = KnownMetrics.DirectionOf(Metric);
        if (known is null && Direction is null)
        {
            throw new ProjectException(
                ExitCode.Usage,
                $"one of the known metrics ({Valid()}), or a metric of your own with its direction",
                $"metric '{Metric}' without a direction",
                Project.CharterFile,
                "say whether higher or lower is better");
        }

        if (known is not null && TargetKind is TargetKind kind && !KnownMetrics.NamesFor(kind).Contains(Metric))
        {
            throw new ProjectException(
                ExitCode.Usage,
                $"a metric for a target of kind {kind.ToString().ToLowerInvariant()}: {Valid()}",
                $"metric '{Metric}'",
                Project.CharterFile,
                "choose one of these, or another kind of target");
        }

        if (known is not null && Direction is not null && known != Direction)
        {
            throw new ProjectException(
                ExitCode.Usage,
                $"direction {Word(known.Value)} for metric '{Metric}'",
                $"direction {Word(Direction.Value)}",
                Project.CharterFile,
                "leave the direction out: Hone knows it for this metric");
        }

        return this with { Direction = Direction ?? known, Created = Created ?? now };
    }

    private string Valid() => string.Join(", ", TargetKind is TargetKind kind ? KnownMetrics.NamesFor(kind) : KnownMetrics.Names);

    private static string Word(MetricDirection direction) => direction == MetricDirection.Higher ? "higher" : "lower";

    private static void RequireText(string? text, string field)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            throw new ProjectException(
                ExitCode.Usage, $"a {field} in the charter", $"an empty {field}", Project.CharterFile, $"write the {field} in a few words");
        }
    }
}
