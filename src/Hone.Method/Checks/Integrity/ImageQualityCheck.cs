namespace Hone.Method;

/// <summary>
/// Names images that are dark (99th percentile of the brightness below 0.32), light (1 - 5th percentile below 0.05), long (aspect ratio below 0.35), empty
/// (information below 0.3) or blurred (sharpness below 0.29): warn. An issue that most images share is told all the same.
/// </summary>
/// <param name="images">The images.</param>
internal sealed class ImageQualityCheck(CheckedImages images) : Check
{
    private static readonly (string Kind, string What, double Limit, Func<ImageFacts, double> Score)[] Issues =
    [
        ("dark", "are dark", 0.32, facts => facts.Quality.Dark),
        ("light", "are nearly white", 0.05, facts => facts.Quality.Light),
        ("aspect", "have an odd aspect ratio", 0.35, facts => (double)Math.Min(facts.Width, facts.Height) / Math.Max(facts.Width, facts.Height)),
        ("information", "hold little information", 0.3, facts => facts.Quality.Information),
        ("blurred", "are blurred", 0.29, facts => facts.Quality.Sharpness),
    ];

    /// <inheritdoc/>
    public override string Id => "data/image-quality";

    /// <inheritdoc/>
    public override CheckResult Run(CancellationToken cancellationToken)
    {
        int n = images.Facts.Count;
        var findings = new List<Finding>();
        foreach ((string kind, string what, double limit, Func<ImageFacts, double> score) in Issues)
        {
            int[] found = Enumerable.Range(0, n).Where(item => score(images.Facts[item]) < limit).OrderBy(item => score(images.Facts[item])).ToArray();
            if (found.Length > 0)
            {
                findings.Add(new Finding
                {
                    Id = $"{Id}-{kind}",
                    Severity = Severity.Warn,
                    What = $"{found.Length} of {n} images ({Numbers.Percent((double)found.Length / n)}) {what}",
                    Evidence = string.Join(", ", found.Take(3).Select(item => $"{images.Ids[item]} ({CheckText.Number(score(images.Facts[item]))})")),
                    N = n,
                    Threshold = CheckText.Number(limit),
                    HowToFix = "look at the first of them: leave out what shows nothing, keep what you will meet in use",
                    Why = "an image on which nothing can be seen teaches the model to guess",
                });
            }
        }

        return CheckResult.Of(Id, $"no dark, white, long, empty or blurred image (n = {n})", findings);
    }
}
