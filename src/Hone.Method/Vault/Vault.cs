using System.Text.Json;
using System.Text.Json.Nodes;

namespace Hone.Method;

/// <summary>
/// The labels of the test part, kept apart from everything that trains. A run is evaluated on them once, with a reason, and a ledger
/// remembers it. The aim is honesty, not secrecy: who reads the raw files reads the labels.
/// </summary>
public sealed class Vault
{
    private readonly string _labelsPath;
    private readonly string _ledgerPath;
    private readonly string _lockPath;
    private readonly TimeProvider _clock;

    internal Vault(string directory, TimeProvider clock, int budget)
    {
        _labelsPath = Path.Combine(directory, "labels.bin");
        _ledgerPath = Path.Combine(directory, "ledger.jsonl");
        _lockPath = Path.Combine(directory, "lock");
        _clock = clock;
        Budget = budget;
    }

    /// <summary>How many different runs may be evaluated.</summary>
    public int Budget { get; }

    /// <summary>Whether test labels are sealed.</summary>
    public bool IsSealed => File.Exists(_labelsPath);

    /// <summary>The name of the split whose test labels are sealed; null when none are.</summary>
    /// <exception cref="LedgerBrokenException">The ledger was edited.</exception>
    internal string? SealedSplit => IsSealed ? ReadLedger().FirstOrDefault(entry => entry.Event == VaultEvent.Sealed)?.SplitName : null;

    /// <summary>The evaluations so far, in their order.</summary>
    /// <exception cref="LedgerBrokenException">The ledger was edited.</exception>
    public IReadOnlyList<VaultOpening> Openings => ReadLedger().Where(entry => entry.Event == VaultEvent.Opened).Select(entry => ToOpening(entry, repeated: false)).ToArray();

    /// <summary>Moves the test labels of a frozen split into the vault. Sealing the same labels again changes nothing.</summary>
    /// <param name="split">The frozen split.</param>
    /// <param name="ids">The ids of its test items, in any order.</param>
    /// <param name="labels">The label of each of them: the number of a class, or a value.</param>
    /// <exception cref="VaultException">The ids are not the test items of the split, or other labels are sealed already.</exception>
    /// <exception cref="LedgerBrokenException">The ledger was edited.</exception>
    public void Seal(FrozenSplit split, IReadOnlyList<string> ids, IReadOnlyList<double> labels)
    {
        RequireTestItems(split, ids, labels.Count);
        VaultLabels sealing = VaultLabels.Of(ids, labels);
        using FileLock exclusive = FileLock.Take(_lockPath);
        VaultEntry? seal = ReadLedger().FirstOrDefault(entry => entry.Event == VaultEvent.Sealed);
        if (seal is not null && (seal.LabelsHash != sealing.Hash || seal.SplitFingerprint != split.Fingerprint))
        {
            throw new VaultException(
                ExitCode.Refused,
                $"the {seal.N} test labels of split '{seal.SplitName}' ({FrozenSplit.Short(seal.SplitFingerprint)}) that are sealed already",
                $"{sealing.Values.Count} labels of split '{split.Name}' ({FrozenSplit.Short(split.Fingerprint)}) with another content",
                _labelsPath,
                "keep the split that is sealed, or make a new project for the new test part");
        }

        // The labels come first: a ledger that names labels which are not there could never be opened.
        sealing.Write(_labelsPath);
        if (seal is null)
        {
            Append(new VaultEntry
            {
                Event = VaultEvent.Sealed,
                Time = _clock.GetUtcNow(),
                SplitName = split.Name,
                SplitFingerprint = split.Fingerprint,
                LabelsHash = sealing.Hash,
                N = sealing.Values.Count,
            });
        }
    }

    /// <summary>Evaluates a run on the test part, once; asking again for the same run returns the stored result.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="reason">Why now, in a few words; stays in the ledger.</param>
    /// <param name="metric">What is measured.</param>
    /// <param name="predictions">What the run says about every test item.</param>
    /// <exception cref="VaultException">Nothing is sealed, the reason is empty, or the predictions are not those of the test items.</exception>
    /// <exception cref="VaultBudgetException">As many runs as the budget allows were evaluated before.</exception>
    /// <exception cref="LedgerBrokenException">The ledger was edited.</exception>
    public VaultOpening Open(string runId, string reason, VaultMetric metric, TestPredictions predictions)
    {
        if (string.IsNullOrWhiteSpace(reason) || string.IsNullOrWhiteSpace(runId))
        {
            throw new VaultException(
                ExitCode.Usage, "a run and a reason to open the vault", $"run '{runId}', reason '{reason}'", _ledgerPath, "say why now, such as 'final'");
        }

        using FileLock exclusive = FileLock.Take(_lockPath);
        IReadOnlyList<VaultEntry> ledger = ReadLedger();
        VaultEntry seal = RequireSeal(ledger);
        VaultEntry[] openings = ledger.Where(entry => entry.Event == VaultEvent.Opened).ToArray();
        VaultEntry? before = openings.FirstOrDefault(entry => entry.RunId == runId);
        if (before is not null)
        {
            return ToOpening(before, repeated: true);
        }

        if (openings.Length >= Budget)
        {
            throw new VaultBudgetException(
                ExitCode.Refused,
                $"at most {Budget} openings of the vault",
                $"opening {openings.Length + 1}, for run {runId}; evaluated before: {string.Join(", ", openings.Select(entry => entry.RunId))}",
                _ledgerPath,
                "decide on the validation part; raise the budget only with new test data in sight");
        }

        VaultLabels labels = RequireLabels(seal);
        (double score, Interval interval) = Score(labels, metric, predictions);
        var entry = new VaultEntry
        {
            Event = VaultEvent.Opened,
            Time = _clock.GetUtcNow(),
            SplitName = seal.SplitName,
            SplitFingerprint = seal.SplitFingerprint,
            LabelsHash = seal.LabelsHash,
            N = labels.Values.Count,
            RunId = runId,
            Reason = reason,
            Metric = metric,
            Score = score,
            Low = interval.Low,
            High = interval.High,
            OpeningNumber = openings.Length + 1,
        };

        // Written down before it is told: nobody has seen a score that the ledger does not know.
        Append(entry);
        return ToOpening(entry, repeated: false);
    }

    /// <summary>The labels by id, once the vault was opened; reading them is written into the ledger too.</summary>
    /// <exception cref="VaultSealedException">No run was evaluated yet.</exception>
    /// <exception cref="VaultException">Nothing is sealed.</exception>
    /// <exception cref="LedgerBrokenException">The ledger was edited.</exception>
    public IReadOnlyDictionary<string, double> ReadLabels()
    {
        using FileLock exclusive = FileLock.Take(_lockPath);
        IReadOnlyList<VaultEntry> ledger = ReadLedger();
        VaultEntry seal = RequireSeal(ledger);
        if (!ledger.Any(entry => entry.Event == VaultEvent.Opened))
        {
            throw new VaultSealedException(
                ExitCode.Refused,
                "training and validation labels only, as long as the vault is sealed",
                $"a request for the {seal.N} test labels of split '{seal.SplitName}' before any run was evaluated",
                _labelsPath,
                "finish on the validation part, then open the vault once: hone test RUN --reason \"final\" (M12)");
        }

        VaultLabels labels = RequireLabels(seal);
        Append(seal with { Event = VaultEvent.LabelsRead, Time = _clock.GetUtcNow() });
        return labels.Values;
    }

    /// <summary>Walks the hash chain of the ledger; returns the first row that was edited, or null when every link holds.</summary>
    public BrokenLink? Verify() => HashChain.Verify(JsonLinesFile.Read(_ledgerPath));

    private static (double Score, Interval Interval) Score(VaultLabels labels, VaultMetric metric, TestPredictions predictions)
    {
        double[] truth = predictions.Ids.Count == predictions.Values.Count && predictions.Ids.Count == labels.Values.Count
            ? predictions.Ids.Where(labels.Values.ContainsKey).Distinct(StringComparer.Ordinal).Select(id => labels.Values[id]).ToArray()
            : [];
        if (truth.Length != labels.Values.Count)
        {
            int known = predictions.Ids.Where(labels.Values.ContainsKey).Distinct(StringComparer.Ordinal).Count();
            throw new VaultException(
                ExitCode.BadInput,
                $"one prediction for each of the {labels.Values.Count} test items",
                $"{predictions.Values.Count} predictions for {predictions.Ids.Count} ids, {known} of them test items",
                "the predictions",
                "predict the test part of the frozen split, all of it and nothing else");
        }

        int wrong = predictions.Values.TakeWhile(double.IsFinite).Count();
        if (wrong < truth.Length)
        {
            throw new VaultException(
                ExitCode.BadInput,
                "finite predictions",
                $"{Numbers.Plain(predictions.Values[wrong])} for id '{predictions.Ids[wrong]}'",
                $"prediction {wrong} of {truth.Length}",
                "look at the model: the vault stays closed");
        }

        if (metric == VaultMetric.Accuracy)
        {
            int hits = truth.Where((label, i) => label == predictions.Values[i]).Count();
            return ((double)hits / truth.Length, Proportion.Wilson(hits, truth.Length));
        }

        double[] errors = truth.Select((label, i) => Math.Abs(label - predictions.Values[i])).ToArray();
        return Bootstrap.Mean(errors);
    }

    private static VaultOpening ToOpening(VaultEntry entry, bool repeated) => new()
    {
        RunId = entry.RunId!,
        Reason = entry.Reason!,
        Metric = entry.Metric!.Value,
        Score = entry.Score!.Value,
        Interval = new Interval(entry.Low!.Value, entry.High!.Value, 0.95),
        N = entry.N,
        OpeningNumber = entry.OpeningNumber!.Value,
        Time = entry.Time,
        Repeated = repeated,
    };

    private void RequireTestItems(FrozenSplit split, IReadOnlyList<string> ids, int labels)
    {
        var expected = split.Split.TestIndices.Select(index => split.Split.Ids[index]).ToHashSet(StringComparer.Ordinal);
        int known = ids.Where(expected.Contains).Distinct(StringComparer.Ordinal).Count();
        if (expected.Count == 0 || known != expected.Count || ids.Count != expected.Count || labels != expected.Count)
        {
            throw new VaultException(
                ExitCode.BadInput,
                $"one label for each of the {expected.Count} test items of split '{split.Name}', at least one",
                $"{labels} labels for {ids.Count} ids, {known} of them test items",
                _labelsPath,
                "seal the labels of exactly the test part");
        }
    }

    private VaultEntry RequireSeal(IReadOnlyList<VaultEntry> ledger) =>
        ledger.FirstOrDefault(entry => entry.Event == VaultEvent.Sealed) ?? throw new VaultException(
            ExitCode.BadInput, "sealed test labels", "an empty vault", _ledgerPath, "freeze a split with a test part and seal its labels");

    private VaultLabels RequireLabels(VaultEntry seal)
    {
        VaultLabels labels = VaultLabels.Read(_labelsPath);
        if (labels.Hash != seal.LabelsHash)
        {
            throw new VaultException(
                ExitCode.Refused,
                $"the labels that were sealed, hash {FrozenSplit.Short(seal.LabelsHash)}",
                $"other labels, hash {FrozenSplit.Short(labels.Hash)}",
                _labelsPath,
                "seal the labels of the frozen split again");
        }

        return labels;
    }

    private IReadOnlyList<VaultEntry> ReadLedger()
    {
        JsonLinesFile file = JsonLinesFile.Read(_ledgerPath);
        if (HashChain.Verify(file) is BrokenLink broken)
        {
            throw new LedgerBrokenException(
                ExitCode.Refused,
                $"a ledger whose rows follow from each other: {broken.Expected}",
                broken.Got,
                $"{_ledgerPath}, line {broken.Line} (the first broken link)",
                "restore the ledger from git: it was edited after it was written");
        }

        try
        {
            return file.Rows.Select(row => row.Deserialize(MethodJson.Default.VaultEntry)!).ToArray();
        }
        catch (JsonException exception)
        {
            throw new LedgerBrokenException(
                ExitCode.Refused, "ledger rows in the form that Hone writes", exception.Message.ReplaceLineEndings(" "), _ledgerPath, "restore the ledger from git", exception);
        }
    }

    private void Append(VaultEntry entry)
    {
        JsonObject row = MethodJson.ToObject(entry, MethodJson.Default.VaultEntry);
        HashChain.Link(row, HashChain.HeadOf(JsonLinesFile.Read(_ledgerPath)));
        using var writer = new JsonLinesWriter(_ledgerPath);
        writer.Append(row);
        writer.Sync();
    }
}
