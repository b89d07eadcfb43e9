namespace Hone.Method;

/// <summary>Where the files of a run are.</summary>
internal sealed record RunFiles(string Directory)
{
    public string Record => Path.Combine(Directory, "run.json");

    public string Hypothesis => Path.Combine(Directory, "hypothesis.json");

    public string Recipe => Path.Combine(Directory, "recipe.cs");

    public string Diff => Path.Combine(Directory, "change.diff");

    public string Metrics => Path.Combine(Directory, "metrics.jsonl");

    public string Events => Path.Combine(Directory, "events.jsonl");

    public string Heartbeat => Path.Combine(Directory, "heartbeat");

    public string ValidPredictions => Path.Combine(Directory, "preds", "valid.csv");

    /// <summary>The predicted masks of the validation items: then the rows of <see cref="ValidPredictions"/> hold the metric of each image.</summary>
    public string ValidMasks => Path.Combine(Directory, "preds", "valid-masks.bin");

    public string TestMasks => Path.Combine(Directory, "preds", "test-masks.bin");

    public string Checkpoints => Path.Combine(Directory, "checkpoints");
}
