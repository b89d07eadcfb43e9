namespace Hone.Method;

/// <summary>A run on disk as a reader sees it. Reading never writes and never fails on a damaged folder.</summary>
public sealed class StoredRun
{
    private readonly RunFiles _files;

    internal StoredRun(string id, RunFiles files, RunRecord? record, RunStatus status, string? problem)
    {
        Id = id;
        _files = files;
        Record = record;
        Status = status;
        Problem = problem;
    }

    /// <summary>The id: the name of its folder.</summary>
    public string Id { get; }

    /// <summary>The folder of the run.</summary>
    public string Directory => _files.Directory;

    /// <summary>The folder for checkpoints, which may not exist.</summary>
    public string CheckpointDirectory => _files.Checkpoints;

    /// <summary>What <c>run.json</c> says; null when it is missing or damaged.</summary>
    public RunRecord? Record { get; }

    /// <summary>Where the run stands: a run whose process is gone has stopped, whatever its file says.</summary>
    public RunStatus Status { get; }

    /// <summary>Why it failed or stopped, or what is damaged; null when all is well.</summary>
    public string? Problem { get; }

    /// <summary>Whether <c>run.json</c> is missing or cannot be read.</summary>
    public bool IsDamaged => Record is null;

    /// <summary>Reads <c>metrics.jsonl</c>; lines that a crash tore are left out and reported.</summary>
    /// <exception cref="StorageException">The file is there and cannot be opened.</exception>
    public RunMetrics ReadMetrics() => RunMetrics.Read(_files.Metrics);

    /// <summary>Reads <c>preds/valid.csv</c>.</summary>
    /// <exception cref="RunException">The file is missing or malformed; the message names the row.</exception>
    public RunPredictions ReadValidPredictions() => RunPredictions.Read(_files.ValidPredictions);

    /// <summary>Reads <c>hypothesis.json</c>; null when the run has none or it cannot be read.</summary>
    public Hypothesis? ReadHypothesis()
    {
        if (Record?.HypothesisHash is null || !File.Exists(_files.Hypothesis))
        {
            return null;
        }

        try
        {
            return MethodJson.ReadFile(_files.Hypothesis, MethodJson.Default.Hypothesis, "restore it from git");
        }
        catch (StorageException)
        {
            return null;
        }
    }

    /// <summary>The lines that changed since the last completed run, as <c>change.diff</c> has them; null when there are none.</summary>
    /// <exception cref="StorageException">The file is there and cannot be read.</exception>
    public string? ReadChangeDiff()
    {
        try
        {
            return File.Exists(_files.Diff) ? File.ReadAllText(_files.Diff) : null;
        }
        catch (Exception exception) when (DiskErrors.IsDisk(exception))
        {
            throw new StorageException(ExitCode.BadInput, "a file that can be read", exception.Message, _files.Diff, "look at the permissions of the file", exception);
        }
    }

    /// <summary>What is known about the error that ended the run; null when it left no such record.</summary>
    /// <exception cref="StorageException">The record is there and cannot be read.</exception>
    public CrashRecord? ReadCrash() => PostMortem.Exists(this) ? PostMortem.Read(this) : null;

    internal RunFiles Files => _files;

    internal static StoredRun Read(string directory, IProcessTable processes, TimeProvider clock, RunIndex? index = null)
    {
        var files = new RunFiles(directory);
        string id = Path.GetFileName(directory);
        RunRecord? record = (index ?? RunIndex.None).Find(files.Record, out string? problem);
        if (record is null)
        {
            return new StoredRun(id, files, null, RunStatus.Stopped, problem);
        }

        if (record.Format > RunRecord.CurrentFormat)
        {
            return new StoredRun(id, files, null, RunStatus.Stopped, $"run.json has format {record.Format}, this version reads {RunRecord.CurrentFormat}: update Hone");
        }

        bool open = record.Status is RunStatus.Created or RunStatus.Running;
        if (open && !IsAlive(record, files, processes, clock))
        {
            return new StoredRun(id, files, record, RunStatus.Stopped, $"its process {record.Process.Pid} on {record.Process.Host} is gone");
        }

        return new StoredRun(id, files, record, record.Status, record.Problem);
    }

    // A process on another machine cannot be looked at: its heartbeat has to do.
    private static bool IsAlive(RunRecord record, RunFiles files, IProcessTable processes, TimeProvider clock) =>
        processes.IsAlive(record.Process)
        ?? clock.GetUtcNow() - File.GetLastWriteTimeUtc(files.Heartbeat) < RunStore.HeartbeatLimit;
}
