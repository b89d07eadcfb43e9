using System.Reflection;

namespace Hone.Method;

/// <summary>The runs of a project, one folder each.</summary>
public sealed class RunStore
{
    /// <summary>The word that stands for the newest run: <c>latest</c>.</summary>
    public const string Latest = "latest";

    private static readonly string Version =
        typeof(RunStore).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";

    private readonly string _directory;
    private readonly TimeProvider _clock;
    private readonly RunIds _ids;
    private readonly IProcessTable _processes;
    private readonly string? _metric;

    internal RunStore(string directory, TimeProvider clock, RunIds ids, IProcessTable processes, string? metric = null)
    {
        _metric = metric;
        _directory = directory;
        _clock = clock;
        _ids = ids;
        _processes = processes;
    }

    /// <summary>After how long without a heartbeat a run of another machine is shown as stopped.</summary>
    internal static TimeSpan HeartbeatLimit { get; } = TimeSpan.FromMinutes(10);

    /// <summary>Makes the folder of a new run; its hypothesis, if there is one, is on the disk before anything else happens.</summary>
    /// <param name="plan">What is known before it starts.</param>
    /// <exception cref="RunException">The name is empty, the subset is no fraction, or the confidence of the hypothesis is not 50 to 99.</exception>
    /// <exception cref="HypothesisException">The expectation has another form, names an unknown metric, or cannot fail or cannot come true.</exception>
    /// <exception cref="StorageException">The folder cannot be written to, or the recipe cannot be read.</exception>
    public RunWriter Create(RunPlan plan)
    {
        Validate(plan);
        StoredRun? last = LastCompleted(null);
        Hypothesis? hypothesis = WithBase(plan);
        string? recipe = ReadRecipe(plan.Recipe);
        var files = new RunFiles(NewDirectory());
        string? hypothesisHash = RunWriter.WriteHypothesis(files, hypothesis);
        if (hypothesisHash is not null)
        {
            new HypothesisLedger(_directory, _clock).Append(Path.GetFileName(files.Directory), hypothesis!, hypothesisHash);
        }

        if (recipe is not null)
        {
            ProjectFile.WriteText(files.Recipe, recipe);
        }

        var git = new Git(Path.GetDirectoryName(Path.GetFullPath(_directory))!);
        var record = new RunRecord
        {
            Id = Path.GetFileName(files.Directory),
            Name = plan.Name,
            Status = RunStatus.Created,
            Process = _processes.Current,
            Started = _clock.GetUtcNow(),
            Command = plan.Command,
            Split = plan.Split,
            DataHash = plan.DataHash,
            Subset = plan.Subset,
            Seed = plan.Seed,
            Params = plan.Params,
            Tags = plan.Tags,
            Parents = plan.Parents,
            HypothesisHash = hypothesisHash,
            Git = git.State(),
            LibraryVersion = Version,
        };
        record = record with { Change = ChangeMeter.Measure(record, files, last, git) };
        return new RunWriter(files, record, _clock, Judge);
    }

    /// <summary>Goes on with a run that stopped or failed.</summary>
    /// <param name="run">The run.</param>
    /// <param name="step">The step of the checkpoint it goes on from; rows of later steps are superseded by the ones to come.</param>
    /// <exception cref="RunException">The run is damaged, is still running, or has completed.</exception>
    public RunWriter Resume(StoredRun run, long step)
    {
        bool resumable = run.Record is not null && run.Status is RunStatus.Stopped or RunStatus.Failed;
        if (!resumable)
        {
            throw new RunException(
                ExitCode.Usage,
                "a run that stopped or failed",
                run.IsDamaged ? run.Problem! : $"status {run.Status.ToString().ToLowerInvariant()}",
                run.Directory,
                "choose another run (hone runs lists them), or start a new one");
        }

        RunRecord record = run.Record! with { Status = RunStatus.Running, Process = _processes.Current, Ended = null, Problem = null };
        var writer = new RunWriter(new RunFiles(run.Directory), record with { Verdict = null }, _clock, Judge);
        writer.MarkResumed(step);
        return writer;
    }

    /// <summary>Lists all runs, the newest first. A damaged folder is listed as stopped with its problem.</summary>
    /// <remarks>Remembers what it read in <c>.hone/runs.index</c>, so that the next listing opens only the files that changed.</remarks>
    public IReadOnlyList<StoredRun> List()
    {
        List<string> ids = Ids();
        RunIndex index = RunIndex.Open(_directory);
        StoredRun[] runs = [.. NewestFirst(ids, index)];
        index.Save(ids);
        return runs;
    }

    /// <summary>Writes down what was learned from a run that has ended; it stands beside its verdict, or in its notes where there is none.</summary>
    /// <param name="run">The run.</param>
    /// <param name="learned">One line.</param>
    /// <exception cref="RunException">The run is damaged or still running, or the line is empty or several lines.</exception>
    /// <exception cref="StorageException">The file cannot be written.</exception>
    public StoredRun Note(StoredRun run, string learned)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(learned);
        string line = learned.Trim();
        if (line.Length == 0 || line.Contains('\n', StringComparison.Ordinal))
        {
            throw new RunException(ExitCode.Usage, "one line of text", line.Length == 0 ? "nothing" : $"{line.Split('\n').Length} lines", "the note of a run", "say in one sentence what you learned");
        }

        if (run.Record is null || run.Status is RunStatus.Created or RunStatus.Running)
        {
            throw new RunException(
                ExitCode.Usage,
                "a run that has ended",
                run.IsDamaged ? run.Problem! : $"status {run.Status.ToString().ToLowerInvariant()}",
                run.Directory,
                "write the note when the run has ended");
        }

        RunRecord record = run.Record.Verdict is { } verdict
            ? run.Record with { Verdict = verdict with { Learned = line } }
            : run.Record with { Notes = line };
        MethodJson.WriteFile(run.Files.Record, record, MethodJson.Default.RunRecord);
        return Read(run.Id, RunIndex.None);
    }

    /// <summary>Follows the chain of hashes through all hypotheses of the project.</summary>
    /// <exception cref="LedgerBrokenException">A hypothesis was edited, removed or inserted; the message names the first broken link.</exception>
    public void VerifyHypotheses() => new HypothesisLedger(_directory, _clock).Verify();

    /// <summary>Finds one run.</summary>
    /// <param name="idOrPrefix">Its id, the beginning or the last four characters of it, or <c>latest</c>.</param>
    /// <exception cref="RunException">No run fits, or several do: the message lists them.</exception>
    public StoredRun Find(string idOrPrefix)
    {
        List<string> ids = Ids();
        if (idOrPrefix == Latest && ids.Count > 0)
        {
            return NewestFirst(ids, RunIndex.None).First();
        }

        string[] found = idOrPrefix == Latest ? [] : [.. ids.Where(id => Fits(id, idOrPrefix))];
        if (found.Length == 1)
        {
            return Read(found[0], RunIndex.None);
        }

        throw new RunException(
            ExitCode.Usage,
            "the id of one run, a part of it that only one has, or 'latest'",
            found.Length == 0
                ? $"'{idOrPrefix}', which fits none of {ids.Count} runs"
                : $"'{idOrPrefix}', which fits {found.Length} of {ids.Count} runs: {string.Join(", ", found.Take(5))}",
            _directory,
            found.Length == 0 ? "hone runs lists them" : "write a few more characters");
    }

    /// <summary>The runs by time, the newest first, read as they are asked for: the ids of one minute are in no order, but their records know the moment, which a damaged run does not have.</summary>
    private IEnumerable<StoredRun> NewestFirst(List<string> ids, RunIndex index)
    {
        for (int first = 0; first < ids.Count;)
        {
            string id = ids[first];
            StoredRun[] minute = [.. ids.Skip(first).TakeWhile(other => RunIds.IsOfOneMinute(other, id)).Select(other => Read(other, index))];
            foreach (StoredRun run in minute.OrderByDescending(run => run.Record?.Started ?? default).ThenByDescending(run => run.Id, StringComparer.Ordinal))
            {
                yield return run;
            }

            first += minute.Length;
        }
    }

    private static bool Fits(string id, string part) =>
        part.Length > 0 && (id.StartsWith(part, StringComparison.Ordinal) || (part.Length == 4 && id.EndsWith(part, StringComparison.Ordinal)));

    /// <summary>Judges the hypothesis of a run that has come to its end; null when it has none with an expectation.</summary>
    private RunVerdict? Judge(RunFiles files)
    {
        StoredRun run = Read(Path.GetFileName(files.Directory), RunIndex.None);
        if (run.ReadHypothesis() is not { Expectation: not null } hypothesis)
        {
            return null;
        }

        StoredRun? baseRun = hypothesis.Base is string id && RunIds.IsId(id) ? Read(id, RunIndex.None) : null;
        return VerdictJudge.Judge(hypothesis, PredictionsOf(run), baseRun is null ? null : PredictionsOf(baseRun), _metric, File.Exists(files.ValidMasks));
    }

    // A run without predictions, or with damaged ones, has no verdict; that is no reason to fail at its end.
    private static RunPredictions? PredictionsOf(StoredRun run)
    {
        try
        {
            return File.Exists(run.Files.ValidPredictions) ? run.ReadValidPredictions() : null;
        }
        catch (RunException)
        {
            return null;
        }
    }

    /// <summary>The newest completed run that tried something, of a given split and subset where a plan is given.</summary>
    private StoredRun? LastCompleted(RunPlan? plan, bool withPredictions = false) => NewestFirst(Ids(), RunIndex.None)
        .FirstOrDefault(run =>
            run is { Status: RunStatus.Completed, Record: { } record }
            && !RunKinds.IsSpecial(record)
            && (!withPredictions || File.Exists(run.Files.ValidPredictions))
            && (plan is null || (record.Split?.Fingerprint == plan.Split?.Fingerprint && record.Subset == plan.Subset)));

    private Hypothesis? WithBase(RunPlan plan)
    {
        if (plan.Hypothesis is not { } hypothesis || hypothesis.Expectation is not string text)
        {
            return plan.Hypothesis;
        }

        return Expectation.Parse(text, _metric).IsRelative
            ? hypothesis with { Base = hypothesis.Base ?? plan.Parents.FirstOrDefault() ?? LastCompleted(plan, withPredictions: true)?.Id }
            : hypothesis;
    }

    private static string? ReadRecipe(string? path)
    {
        try
        {
            return path is null ? null : File.ReadAllText(path);
        }
        catch (Exception exception) when (DiskErrors.IsDisk(exception))
        {
            throw new StorageException(ExitCode.BadInput, "the source file of the recipe", exception.Message, path!, "correct RunPlan.Recipe", exception);
        }
    }

    private static void Validate(RunPlan plan)
    {
        if (string.IsNullOrWhiteSpace(plan.Name) || plan.Subset is not (> 0 and <= 1))
        {
            throw new RunException(
                ExitCode.Usage,
                "a name, and a subset above 0 and up to 1",
                $"name '{plan.Name}', subset {Numbers.Plain(plan.Subset)}",
                "the plan of a run",
                "name the run; 5% is written 0.05");
        }

        if (plan.Hypothesis?.Confidence is < 50 or > 99)
        {
            throw new RunException(
                ExitCode.Usage, "a confidence from 50 to 99", $"{plan.Hypothesis.Confidence}", "the hypothesis of a run", "50 is a coin toss, 99 is near certainty");
        }
    }

    private StoredRun Read(string id, RunIndex index) => StoredRun.Read(Path.Combine(_directory, id), _processes, _clock, index);

    /// <summary>The ids by time, the newest first.</summary>
    private List<string> Ids()
    {
        if (!Directory.Exists(_directory))
        {
            return [];
        }

        List<string> ids = Directory.EnumerateDirectories(_directory).Select(folder => Path.GetFileName(folder)).Where(RunIds.IsId).ToList();
        ids.Sort((a, b) => string.CompareOrdinal(b, a));
        return ids;
    }

    // Two processes may draw the same id in the same minute; the marker file can be created by only one of them.
    private string NewDirectory()
    {
        const int Attempts = 100;
        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            string path = Path.Combine(_directory, _ids.Next());
            try
            {
                Directory.CreateDirectory(path);
                using var marker = new FileStream(new RunFiles(path).Heartbeat, FileMode.CreateNew, FileAccess.Write);
                return path;
            }
            catch (IOException) when (File.Exists(new RunFiles(path).Heartbeat))
            {
                continue;
            }
            catch (Exception exception) when (DiskErrors.IsDisk(exception))
            {
                throw DiskErrors.Translate(exception, path);
            }
        }

        throw new RunException(
            ExitCode.Refused, "a run id that is free", $"{Attempts} ids that are taken", _directory, "wait a minute: ids have the time in them");
    }
}
