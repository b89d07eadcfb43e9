namespace Hone.Method;

/// <summary>A place for runs of which nothing stays.</summary>
internal sealed class ThrowAwayRuns : IDisposable
{
    private readonly RunStore _store;

    public ThrowAwayRuns() => _store = new RunStore(Path.Combine(Folder, "runs"), TimeProvider.System, new RunIds(TimeProvider.System, null), new SystemProcessTable());

    /// <summary>A folder for other files that are thrown away.</summary>
    public string Folder { get; } = Path.Combine(Path.GetTempPath(), "hone-dry-" + Guid.NewGuid().ToString("N"));

    /// <summary>Opens a run, as a recipe wants it.</summary>
    public RunWriter Create(RunPlan plan) => _store.Create(plan with { Tags = [RunTags.Dry], Hypothesis = null });

    public void Dispose()
    {
        if (Directory.Exists(Folder))
        {
            Directory.Delete(Folder, recursive: true);
        }
    }
}
