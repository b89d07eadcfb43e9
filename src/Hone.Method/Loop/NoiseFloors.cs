using System.Text.Json;

namespace Hone.Method;

/// <summary>The noise floors of a project, in <c>runs/noise.jsonl</c>: measured once, used wherever a gain is judged.</summary>
public sealed class NoiseFloors
{
    private readonly Project _project;
    private readonly string _path;

    /// <summary>Opens the list of a project; the file appears with the first measurement.</summary>
    /// <param name="project">The project.</param>
    public NoiseFloors(Project project)
    {
        ArgumentNullException.ThrowIfNull(project);
        _project = project;
        _path = Path.Combine(project.Directory, "runs", "noise.jsonl");
    }

    /// <summary>All measurements that can be read, the oldest first.</summary>
    /// <exception cref="StorageException">The file is there and cannot be opened.</exception>
    public IReadOnlyList<NoiseFloor> All =>
        [.. JsonLinesFile.Read(_path).Rows.Select(Read).OfType<NoiseFloor>()];

    /// <summary>Trains a recipe with several seeds and stores how much its score moves.</summary>
    /// <param name="recipe">The name of the recipe.</param>
    /// <param name="score">Trains with a seed and returns the score on the validation part.</param>
    /// <param name="options">Seeds, metric, split, subset.</param>
    /// <exception cref="StatisticsException">Fewer than two seeds, or a score that is not finite.</exception>
    /// <exception cref="StorageException">The file cannot be written.</exception>
    /// <exception cref="OperationCanceledException">It was canceled.</exception>
    public NoiseFloor Measure(string recipe, Func<long, double> score, NoiseOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(recipe);
        ArgumentNullException.ThrowIfNull(score);
        options ??= new NoiseOptions();
        if (options.Seeds < 2)
        {
            throw new StatisticsException(ExitCode.Usage, "at least 2 seeds", $"{options.Seeds}", "the noise floor", "leave it at 3");
        }

        long[] seeds = [.. Enumerable.Range(0, options.Seeds).Select(k => options.FirstSeed + k)];
        var scores = new List<double>();
        foreach (long seed in seeds)
        {
            options.CancellationToken.ThrowIfCancellationRequested();
            scores.Add(score(seed));
        }

        SeedSpread spread = SeedSpread.Of(scores);
        var floor = new NoiseFloor
        {
            Recipe = recipe,
            Metric = options.Metric ?? "valid/" + _project.Charter.Metric,
            SplitFingerprint = options.Split?.Fingerprint,
            Subset = options.Subset,
            Seeds = seeds,
            Scores = scores,
            Mean = spread.Mean,
            StandardDeviation = spread.StandardDeviation!.Value,
            RepeatDifference = options.Repeat ? score(seeds[0]) - scores[0] : null,
            Measured = _project.Options.Clock.GetUtcNow(),
        };
        using var writer = new JsonLinesWriter(_path);
        writer.Append(MethodJson.ToObject(floor, MethodJson.Default.NoiseFloor));
        writer.Sync();
        return floor;
    }

    /// <summary>The newest noise floor under a split, a subset and a metric; null when none was measured.</summary>
    /// <param name="splitFingerprint">The fingerprint of the split.</param>
    /// <param name="subset">The share of the training items.</param>
    /// <param name="metric">The metric, such as <c>valid/accuracy</c>.</param>
    public NoiseFloor? Find(string? splitFingerprint, double subset, string metric) =>
        All.LastOrDefault(floor => floor.SplitFingerprint == splitFingerprint && floor.Subset == subset && floor.Metric == metric);

    // A line of a later version of Hone may have another form: it is not a noise floor of this one.
    private static NoiseFloor? Read(JsonElement row)
    {
        try
        {
            return row.Deserialize(MethodJson.Default.NoiseFloor);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
