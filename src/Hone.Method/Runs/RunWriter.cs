using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Hone.Method;

/// <summary>The one process that writes a run. Every call leaves the folder readable, also when it is the last one.</summary>
public sealed class RunWriter : IDisposable
{
    private readonly RunFiles _files;
    private readonly TimeProvider _clock;
    private readonly JsonLinesWriter _metrics;
    private readonly JsonLinesWriter _events;
    private readonly Func<RunFiles, RunVerdict?> _judge;
    private bool _ended;

    internal RunWriter(RunFiles files, RunRecord record, TimeProvider clock, Func<RunFiles, RunVerdict?> judge)
    {
        _judge = judge;
        _files = files;
        _clock = clock;
        Record = record;
        _metrics = new JsonLinesWriter(files.Metrics);
        _events = new JsonLinesWriter(files.Events);
        WriteRecord();
        Heartbeat();
    }

    /// <summary>The id of the run.</summary>
    public string Id => Record.Id;

    /// <summary>The folder of the run.</summary>
    public string Directory => _files.Directory;

    /// <summary>The folder for checkpoints; made by who writes the first one.</summary>
    public string CheckpointDirectory => _files.Checkpoints;

    /// <summary>What <c>run.json</c> says.</summary>
    public RunRecord Record { get; private set; }

    /// <summary>Appends one row to <c>metrics.jsonl</c>; it survives the death of the process from here on.</summary>
    /// <param name="step">The training step.</param>
    /// <param name="epoch">The epoch, as a fraction while it is under way.</param>
    /// <param name="values">The values by name, such as <c>train/loss</c>; NaN and infinities are kept.</param>
    /// <exception cref="StorageException">The row cannot be written.</exception>
    public void LogMetrics(long step, double epoch, IReadOnlyDictionary<string, double> values)
    {
        RequireNotEnded();
        if (Record.Status == RunStatus.Created)
        {
            Record = Record with { Status = RunStatus.Running };
            WriteRecord();
        }

        _metrics.Append(RunMetrics.ToJson(new MetricRow(SecondsSinceStart(), step, epoch, values)));
    }

    /// <summary>Appends one row to <c>events.jsonl</c>: a phase, a warning, a finding, a checkpoint.</summary>
    /// <param name="kind">One word, such as <c>phase</c>.</param>
    /// <param name="message">One sentence.</param>
    /// <exception cref="StorageException">The row cannot be written.</exception>
    public void LogEvent(string kind, string message)
    {
        RequireNotEnded();
        _events.Append(new JsonObject { ["t"] = CanonicalJson.Number(SecondsSinceStart()), ["kind"] = kind, ["message"] = message });
    }

    /// <summary>Ends an epoch: writes <c>run.json</c> anew and makes every metric so far survive a power failure.</summary>
    /// <param name="epoch">The epoch that ended, counted from 1.</param>
    /// <param name="summary">The metrics as they stand.</param>
    /// <param name="resources">What the steps so far took; null leaves what is known.</param>
    /// <exception cref="StorageException">A file cannot be written.</exception>
    public void EndEpoch(int epoch, IReadOnlyDictionary<string, MetricSummary> summary, RunResources? resources = null)
    {
        RequireNotEnded();
        _metrics.Sync();
        _events.Sync();
        Record = Record with { Status = RunStatus.Running, Epoch = epoch, Summary = summary, Resources = resources ?? Record.Resources };
        WriteRecord();
        Heartbeat();
    }

    /// <summary>Changes what <c>run.json</c> says beside the status, for example its notes or its gain, and writes it.</summary>
    /// <param name="change">Returns the changed record.</param>
    /// <exception cref="StorageException">The file cannot be written.</exception>
    public void Update(Func<RunRecord, RunRecord> change)
    {
        Record = change(Record) with { Id = Record.Id, Status = Record.Status };
        WriteRecord();
    }

    /// <summary>Says that the process is alive; for readers on other machines, which cannot look at it.</summary>
    /// <exception cref="StorageException">The file cannot be written.</exception>
    public void Heartbeat()
    {
        try
        {
            if (!File.Exists(_files.Heartbeat))
            {
                File.WriteAllBytes(_files.Heartbeat, []);
            }

            File.SetLastWriteTimeUtc(_files.Heartbeat, _clock.GetUtcNow().UtcDateTime);
        }
        catch (Exception exception) when (DiskErrors.IsDisk(exception))
        {
            throw DiskErrors.Translate(exception, _files.Heartbeat);
        }
    }

    /// <summary>Writes <c>preds/valid.csv</c>.</summary>
    /// <param name="predictions">What the run says about each validation item.</param>
    /// <exception cref="StorageException">The file cannot be written.</exception>
    public void SaveValidPredictions(RunPredictions predictions) => predictions.Write(_files.ValidPredictions);

    /// <summary>Ends the run well, and judges its hypothesis if it has one.</summary>
    /// <param name="summary">The metrics at the end.</param>
    /// <exception cref="StorageException">A file cannot be written.</exception>
    public void Complete(IReadOnlyDictionary<string, MetricSummary> summary) => End(RunStatus.Completed, null, summary);

    /// <summary>Ends the run with an error.</summary>
    /// <param name="cause">The error; its first line goes into <c>run.json</c>, all of it into <c>events.jsonl</c>.</param>
    /// <exception cref="StorageException">A file cannot be written.</exception>
    public void Fail(Exception cause)
    {
        LogEvent("error", cause.ToString());
        End(RunStatus.Failed, cause.Message.Split('\n')[0], Record.Summary);
    }

    /// <summary>Ends the run because its user canceled it.</summary>
    /// <param name="reason">One line.</param>
    /// <exception cref="StorageException">A file cannot be written.</exception>
    public void Stop(string reason) => End(RunStatus.Stopped, reason, Record.Summary);

    /// <summary>Closes the files. A run that was not ended before is shown as stopped once its process is gone.</summary>
    public void Dispose()
    {
        _metrics.Dispose();
        _events.Dispose();
    }

    internal static string? WriteHypothesis(RunFiles files, Hypothesis? hypothesis)
    {
        if (hypothesis is null)
        {
            return null;
        }

        string text = CanonicalJson.Tall(MethodJson.ToObject(hypothesis, MethodJson.Default.Hypothesis));
        ProjectFile.WriteText(files.Hypothesis, text);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }

    internal void MarkResumed(long step)
    {
        _metrics.Append(RunMetrics.ResumeMark(step));
        LogEvent("resumed", $"goes on from step {step}");
    }

    private void End(RunStatus status, string? problem, IReadOnlyDictionary<string, MetricSummary> summary)
    {
        RequireNotEnded();
        _metrics.Sync();
        _events.Sync();
        Record = Record with
        {
            Status = status,
            Problem = problem,
            Summary = summary,
            Ended = _clock.GetUtcNow(),
            PeakMemoryBytes = Record.PeakMemoryBytes ?? PeakMemory(),
            Verdict = status == RunStatus.Completed ? _judge(_files) : Unjudged(status),
        };
        WriteRecord();
        _ended = true;
    }

    private RunVerdict? Unjudged(RunStatus status) => Record.HypothesisHash is null ? null : VerdictJudge.None($"the run {status.ToString().ToLowerInvariant()}");

    private static long PeakMemory()
    {
        using Process process = Process.GetCurrentProcess();
        return process.PeakWorkingSet64;
    }

    private void RequireNotEnded()
    {
        if (_ended)
        {
            throw new RunException(
                ExitCode.Usage, "a run that has not ended", $"status {Record.Status.ToString().ToLowerInvariant()}", _files.Directory, "resume the run or make a new one");
        }
    }

    private double SecondsSinceStart() => Math.Round((_clock.GetUtcNow() - Record.Started).TotalSeconds, 3);

    private void WriteRecord() => MethodJson.WriteFile(_files.Record, Record, MethodJson.Default.RunRecord);
}
