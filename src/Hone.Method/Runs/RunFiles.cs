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

    public string Checkpoints => Path.Combine(Directory, "checkpoints");
}
