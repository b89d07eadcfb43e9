namespace Hone.Method;

/// <summary>The metric of a project over what its runs store: rows of predictions, or for masks one number an image, the metric of its pixels.</summary>
internal static class ProjectMetric
{
    /// <summary>The metrics of masks, in alphabetical order.</summary>
    public static IReadOnlyList<string> OfMasks { get; } = ["accuracy", "dice", "iou"];

    /// <summary>Whether the project predicts a class for each pixel: by its data, or by its ladder where it has no data of its own.</summary>
    public static bool IsOfMasks(Project project) => project.Data.HasData
        ? project.Data.Kind == DataKind.ImageMasks
        : Ladder.Read(project)?.Kind == LadderKind.Masks;

    /// <summary>Whether stored predictions can be scored by the metric of the project.</summary>
    public static bool IsKnown(Project project) => (IsOfMasks(project) ? OfMasks : ScoreMetric.Names).Contains(project.Charter.Metric);

    /// <summary>The metric.</summary>
    /// <exception cref="MetricException">It cannot be computed from stored predictions.</exception>
    public static ScoreMetric Of(Project project) => Named(project.Charter.Metric, IsOfMasks(project));

    /// <summary>A metric of rows, or of pixels.</summary>
    /// <exception cref="MetricException">There is no such metric.</exception>
    public static ScoreMetric Named(string name, bool isOfMasks)
    {
        if (!isOfMasks)
        {
            return ScoreMetric.Named(name);
        }

        return OfMasks.Contains(name)
            ? ScoreMetric.MeanOfImages(name)
            : throw new MetricException(ExitCode.Usage, $"a metric of pixels: {string.Join(", ", OfMasks)}", $"'{name}'", Project.CharterFile, "change the metric of the project");
    }
}
