using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Hone.Learn.Data;

namespace Hone.Method;

/// <summary>
/// The labels of the test part, kept apart from everything that trains. A run is evaluated on them once, with a reason, and a ledger
/// remembers it. The aim is honesty, not secrecy: who reads the raw files reads the labels.
/// </summary>
public sealed class Vault
{
    private const string SealAgain = "seal the test labels again (hone split freeze --seal-test): the split is frozen, so they are the same";

    private readonly Project _project;
    private readonly string _labelsPath;
    private readonly string _masksPath;
    private readonly string _ledgerPath;
    private readonly string _lockPath;
    private readonly TimeProvider _clock;

    internal Vault(Project project)
    {
        string directory = Path.Combine(project.Directory, "vault");
        _project = project;
        _labelsPath = Path.Combine(directory, "labels.bin");
        _masksPath = Path.Combine(directory, "masks.bin");
        _ledgerPath = Path.Combine(directory, "ledger.jsonl");
        _lockPath = Path.Combine(directory, "lock");
        _clock = project.Options.Clock;
        Budget = project.Options.VaultBudget;
    }

    /// <summary>How many different runs may be evaluated.</summary>
    public int Budget { get; }

    /// <summary>Whether test labels are sealed: the ledger says so, or their file is there.</summary>
    /// <exception cref="LedgerBrokenException">The ledger was edited.</exception>
    public bool IsSealed => HasLabelFile || SealIn(ReadLedger()) is not null;

    /// <summary>The evaluations so far, in their order.</summary>
    /// <exception cref="LedgerBrokenException">The ledger was edited.</exception>
    public IReadOnlyList<VaultOpening> Openings => ReadLedger().Where(entry => entry.Event == VaultEvent.Opened).Select(entry => ToOpening(entry, repeated: false)).ToArray();

    /// <summary>The name of the split whose test labels are sealed; null when none are.</summary>
    /// <remarks>Removing the labels does not unseal them, and neither does removing the ledger.</remarks>
    /// <exception cref="LedgerBrokenException">The ledger was edited, or it is gone while the labels are there.</exception>
    internal string? SealedSplit
    {
        get
        {
            VaultEntry? seal = SealIn(ReadLedger());
            return seal is null && HasLabelFile
                ? throw new LedgerBrokenException(
                    ExitCode.Refused,
                    "a ledger that names the sealed labels",
                    "labels without a row in the ledger",
                    _ledgerPath,
                    $"restore the ledger from git; where sealing was interrupted, {SealAgain}")
                : seal?.SplitName;
        }
    }

    private bool HasLabelFile => File.Exists(_labelsPath) || File.Exists(_masksPath);

    /// <summary>Moves the test labels of a frozen split into the vault. Sealing the same labels again changes nothing.</summary>
    /// <param name="split">The frozen split.</param>
    /// <param name="ids">The ids of its test items, in any order.</param>
    /// <param name="labels">The label of each of them: the number of a class, a value, or as many values for each item, <c>[ids, values]</c> item by item.</param>
    /// <exception cref="VaultException">The ids are not the test items of the split, a label is not finite, or other labels are sealed already.</exception>
    /// <exception cref="LedgerBrokenException">The ledger was edited.</exception>
    public void Seal(FrozenSplit split, IReadOnlyList<string> ids, IReadOnlyList<double> labels) => SealNamed(split, ids, labels, []);

    /// <summary>Evaluates predictions on the test part, once for each run; asking again for the same run returns the stored result.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="reason">Why now, in a few words; stays in the ledger.</param>
    /// <param name="metric">What is measured.</param>
    /// <param name="predictions">What the run says about every test item.</param>
    /// <exception cref="VaultException">Nothing is sealed, the reason is empty, or the predictions are not those of the test items.</exception>
    /// <exception cref="VaultBudgetException">As many runs as the budget allows were evaluated before.</exception>
    /// <exception cref="LedgerBrokenException">The ledger was edited.</exception>
    public VaultOpening Open(string runId, string reason, VaultMetric metric, TestPredictions predictions)
    {
        ArgumentNullException.ThrowIfNull(predictions);
        return Open(runId, reason, new VaultOptions(), seal =>
        {
            VaultLabels labels = RequireLabels(seal);
            VaultScoring.RequireItems(labels.Count, predictions.Ids, labels.Values.ContainsKey, predictions.Values.Count);
            bool isOfClasses = ScoreMetric.Names.Contains(VaultMetrics.NameOf(metric)) && ScoreMetric.Named(VaultMetrics.NameOf(metric)).IsOfClasses;
            UnlabelledPredictions outputs = isOfClasses && labels.Width == 1
                ? VaultScoring.OneHot(predictions, labels)
                : new UnlabelledPredictions(predictions.Ids, [.. predictions.Values.Select(value => (float)value)]);
            return new VaultScore(metric, VaultScoring.Score(labels, metric, outputs, ClassNumbering.AsSealed), labels.Count, null);
        });
    }

    /// <summary>
    /// Evaluates a run on the test part by the metric of the charter, once; asking again for the same run returns the stored result. Reads what the run has said about the test items:
    /// <c>preds/test.csv</c>, or <c>preds/test-masks.bin</c> where masks are sealed.
    /// </summary>
    /// <param name="run">A completed run on the split whose test part is sealed.</param>
    /// <param name="reason">Why now, in a few words; stays in the ledger.</param>
    /// <param name="options">Whether the budget may be exceeded, and a class of masks that is not judged.</param>
    /// <exception cref="VaultException">
    /// Nothing is sealed, the reason is empty, the run has not completed, belongs to another split or has no test predictions, or these do not fit the test items or the metric.
    /// </exception>
    /// <exception cref="VaultBudgetException">As many runs as the budget allows were evaluated before.</exception>
    /// <exception cref="SplitChangedException">The split was edited after its test part was sealed.</exception>
    /// <exception cref="LedgerBrokenException">The ledger was edited.</exception>
    /// <exception cref="StorageException">The sealed labels or the predictions are missing or damaged.</exception>
    public VaultOpening Evaluate(StoredRun run, string reason, VaultOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(run);
        options ??= new VaultOptions();
        return Open(run.Id, reason, options, seal =>
        {
            RequireRun(run, seal);
            if (options.IgnoredClass is int ignored && seal.Masks != true)
            {
                throw new VaultException(
                    ExitCode.Usage, "sealed masks, where a class of pixels may be left out", $"class {ignored} to leave out of {seal.N} labels that are no masks", $"run {run.Id}", "leave the class out of the split, or evaluate all items");
            }

            VaultMetric metric = VaultMetrics.Named(_project.Charter.Metric);
            double? valid = run.Record!.Summary.GetValueOrDefault("valid/" + _project.Charter.Metric)?.Last;
            if (seal.Masks == true)
            {
                PackedMasks masks = RequireMasks(seal);
                RequirePredictions(run, MaskPredictions.PathIn(run.Directory));
                int? left = options.IgnoredClass ?? IgnoredBy(run);
                return new VaultScore(metric, VaultScoring.Score(masks, metric, MaskPredictions.Of(run).Packed, left), masks.Count, valid, left);
            }

            VaultLabels labels = RequireLabels(seal);
            RequirePredictions(run, UnlabelledPredictions.PathOf(run));
            UnlabelledPredictions predictions = UnlabelledPredictions.Of(run);
            return new VaultScore(metric, VaultScoring.Score(labels, metric, predictions, NumberingOf(run, labels, predictions)), labels.Count, valid);
        });
    }

    /// <summary>The labels by id, once the vault was opened; reading them is written into the ledger too.</summary>
    /// <returns>One number for a class or a value, several for points.</returns>
    /// <exception cref="VaultSealedException">No run was evaluated yet.</exception>
    /// <exception cref="VaultException">Nothing is sealed, or masks are.</exception>
    /// <exception cref="LedgerBrokenException">The ledger was edited.</exception>
    public IReadOnlyDictionary<string, IReadOnlyList<double>> ReadLabels()
    {
        using FileLock exclusive = FileLock.Take(_lockPath);
        VaultEntry seal = RequireOpened();
        VaultLabels labels = RequireLabels(seal);
        Append(Read(seal));
        return labels.Values.ToDictionary(pair => pair.Key, pair => (IReadOnlyList<double>)pair.Value, StringComparer.Ordinal);
    }

    /// <summary>The masks by id, once the vault was opened; reading them is written into the ledger too.</summary>
    /// <returns>One channel each, the class of each pixel.</returns>
    /// <exception cref="VaultSealedException">No run was evaluated yet.</exception>
    /// <exception cref="VaultException">Nothing is sealed, or labels that are no masks are.</exception>
    /// <exception cref="LedgerBrokenException">The ledger was edited.</exception>
    public IReadOnlyDictionary<string, ImageData> ReadMasks()
    {
        using FileLock exclusive = FileLock.Take(_lockPath);
        VaultEntry seal = RequireOpened();
        PackedMasks masks = RequireMasks(seal);
        Append(Read(seal));
        return masks.Ids.ToDictionary(id => id, id => new ImageData(masks.SizeOf(id).Width, masks.SizeOf(id).Height, 1, masks.CodesOf(id)), StringComparer.Ordinal);
    }

    /// <summary>Walks the hash chain of the ledger; returns the first row that was edited, or null when every link holds.</summary>
    public BrokenLink? Verify() => HashChain.Verify(JsonLinesFile.Read(_ledgerPath));

    /// <summary>Seals classes together with their names, which say later which number a run gives to which class.</summary>
    internal void SealNamed(FrozenSplit split, IReadOnlyList<string> ids, IReadOnlyList<double> labels, IReadOnlyList<string> classNames)
    {
        RequireTestItems(split, ids, labels.Count);
        int wrong = labels.TakeWhile(double.IsFinite).Count();
        if (wrong < labels.Count)
        {
            throw new VaultException(
                ExitCode.BadInput, "finite labels", Numbers.Plain(labels[wrong]), $"the label of '{ids[wrong / (labels.Count / ids.Count)]}'", "leave items without a label out of the split");
        }

        VaultLabels sealing = VaultLabels.Of(ids, labels, classNames);
        using FileLock exclusive = FileLock.Take(_lockPath);
        VaultEntry? seal = SealIn(ReadLedger());

        // An earlier version sealed the same labels without their names: its file and its hash stay.
        VaultLabels earlier = sealing.WithoutNames();
        sealing = seal is not null && seal.LabelsHash == earlier.Hash ? earlier : sealing;
        RequireSame(seal, split, sealing.Hash, sealing.Count);

        // The labels come first: a ledger that names labels which are not there could never be opened.
        sealing.Write(_labelsPath);
        AppendSeal(seal, split, sealing.Hash, sealing.Count, null);
    }

    /// <summary>Seals masks, in a file of their own.</summary>
    internal void SealMasks(FrozenSplit split, IReadOnlyList<string> ids, Func<int, ImageData> read, CancellationToken cancellationToken)
    {
        RequireTestItems(split, ids, ids.Count);
        PackedMasks sealing = PackedMasks.Of(ids, read, cancellationToken);
        using FileLock exclusive = FileLock.Take(_lockPath);
        VaultEntry? seal = SealIn(ReadLedger());
        RequireSame(seal, split, sealing.Hash, sealing.Count);
        sealing.Write(_masksPath);
        AppendSeal(seal, split, sealing.Hash, sealing.Count, true);
    }

    private static VaultEntry? SealIn(IReadOnlyList<VaultEntry> ledger) => ledger.FirstOrDefault(entry => entry.Event == VaultEvent.Sealed);

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
        Split = new RunSplit(entry.SplitName, entry.SplitFingerprint),
        ValidScore = entry.ValidScore,
        IsOverBudget = entry.OverBudget == true,
        IgnoredClass = entry.IgnoredClass,
    };

    private VaultOpening Open(string runId, string reason, VaultOptions options, Func<VaultEntry, VaultScore> score)
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

        bool isOver = openings.Length >= Budget;
        if (isOver && !options.OverBudget)
        {
            throw new VaultBudgetException(
                ExitCode.Refused,
                $"at most {Budget} openings of the vault",
                $"opening {openings.Length + 1}, for run {runId}; evaluated before: {string.Join(", ", openings.Select(entry => entry.RunId))}",
                _ledgerPath,
                "decide on the validation part; --over-budget with a reason opens it all the same, and every report marks that");
        }

        VaultScore result = score(seal);
        var entry = new VaultEntry
        {
            Event = VaultEvent.Opened,
            Time = _clock.GetUtcNow(),
            SplitName = seal.SplitName,
            SplitFingerprint = seal.SplitFingerprint,
            LabelsHash = seal.LabelsHash,
            N = result.N,
            RunId = runId,
            Reason = reason,
            Metric = result.Metric,
            Score = result.Result.Score,
            Low = result.Result.Interval.Low,
            High = result.Result.Interval.High,
            OpeningNumber = openings.Length + 1,
            ValidScore = result.ValidScore,
            OverBudget = isOver ? true : null,
            IgnoredClass = result.IgnoredClass,
        };

        // Written down before it is told: nobody has seen a score that the ledger does not know.
        Append(entry);
        return ToOpening(entry, repeated: false);
    }

    private ClassNumbering NumberingOf(StoredRun run, VaultLabels labels, UnlabelledPredictions predictions)
    {
        bool isOfClasses = ScoreMetric.Names.Contains(_project.Charter.Metric) && ScoreMetric.Named(_project.Charter.Metric).IsOfClasses;
        return isOfClasses && labels.Width == 1 && _project.Data.HasData
            ? ClassNumbering.Of(labels, _project.Data.Load(), File.Exists(run.Files.ValidPredictions) ? run.ReadValidPredictions() : null, predictions.OutputCount, $"run {run.Id}")
            : ClassNumbering.AsSealed;
    }

    private void RequireRun(StoredRun run, VaultEntry seal)
    {
        if (run.Record is null || run.Status != RunStatus.Completed)
        {
            throw new VaultException(
                ExitCode.Usage, "a run that completed", run.IsDamaged ? run.Problem! : $"status {run.Status.ToString().ToLowerInvariant()}", run.Directory, "choose another run: hone runs lists them");
        }

        if (run.Record.Split?.Fingerprint != seal.SplitFingerprint)
        {
            throw new VaultException(
                ExitCode.Refused,
                $"a run on split '{seal.SplitName}' ({FrozenSplit.Short(seal.SplitFingerprint)}), whose test part is sealed",
                run.Record.Split is { } other ? $"a run on split '{other.Name}' ({FrozenSplit.Short(other.Fingerprint)})" : "a run without a split",
                $"run {run.Id}",
                "train it on the sealed split: otherwise it may have learned from test items");
        }

        // Reading it proves that the file is what was frozen; a split that was frozen anew under the same name is another one.
        FrozenSplit split = _project.Splits.Open(seal.SplitName);
        if (split.Fingerprint != seal.SplitFingerprint)
        {
            throw new SplitChangedException(
                ExitCode.Refused,
                $"split '{seal.SplitName}' as its test part was sealed, fingerprint {FrozenSplit.Short(seal.SplitFingerprint)}",
                $"fingerprint {FrozenSplit.Short(split.Fingerprint)}",
                Path.Combine("splits", seal.SplitName),
                "restore the split from git");
        }
    }

    /// <summary>The level of masks that a recipe neither learned from nor was judged on; the test part is scored by the same rule.</summary>
    private static int? IgnoredBy(StoredRun run) =>
        run.Record!.Params.TryGetValue(RecipeTraining.IgnoredLevel, out string? level) && int.TryParse(level, NumberStyles.None, CultureInfo.InvariantCulture, out int ignored) ? ignored : null;

    private static void RequirePredictions(StoredRun run, string path)
    {
        if (!File.Exists(path))
        {
            bool isEnsemble = run.Record!.Tags.Contains(Ensemble.Tag);
            bool isBaseline = run.Record.Tags.Contains(BaselineLadder.Tag);
            throw new VaultException(
                ExitCode.BadInput,
                $"what run {run.Id} says about the test items",
                $"no {Path.GetRelativePath(run.Directory, path).Replace('\\', '/')}",
                run.Directory,
                isEnsemble ? "an ensemble has test predictions where every member has them: train the members again with hone train RECIPE.cs, then hone ensemble"
                    : isBaseline ? "a rung of the ladder predicts the validation part only: choose a run of hone train RECIPE.cs"
                    : "hone train RECIPE.cs writes them at the end of a run; from C#: UnlabelledPredictions.Save or MaskPredictions.Save");
        }
    }

    private void RequireTestItems(FrozenSplit split, IReadOnlyList<string> ids, int labels)
    {
        var expected = split.Split.TestIndices.Select(index => split.Split.Ids[index]).ToHashSet(StringComparer.Ordinal);
        int known = ids.Where(expected.Contains).Distinct(StringComparer.Ordinal).Count();
        if (expected.Count == 0 || known != expected.Count || ids.Count != expected.Count || labels < ids.Count || labels % ids.Count != 0)
        {
            throw new VaultException(
                ExitCode.BadInput,
                $"one label, or as many numbers for each, for the {expected.Count} test items of split '{split.Name}', at least one",
                $"{labels} labels for {ids.Count} ids, {known} of them test items",
                _labelsPath,
                "seal the labels of exactly the test part");
        }
    }

    private void RequireSame(VaultEntry? seal, FrozenSplit split, string hash, int count)
    {
        if (seal is not null && (seal.LabelsHash != hash || seal.SplitFingerprint != split.Fingerprint))
        {
            throw new VaultException(
                ExitCode.Refused,
                $"the {seal.N} test labels of split '{seal.SplitName}' ({FrozenSplit.Short(seal.SplitFingerprint)}) that are sealed already",
                $"{count} labels of split '{split.Name}' ({FrozenSplit.Short(split.Fingerprint)}) with another content",
                _labelsPath,
                "keep the split that is sealed, or make a new project for the new test part");
        }
    }

    private VaultEntry RequireSeal(IReadOnlyList<VaultEntry> ledger) => SealIn(ledger) ?? throw new VaultException(
        ExitCode.BadInput, "sealed test labels", "an empty vault", _ledgerPath, "freeze a split with a test part and seal its labels: hone split freeze --seal-test");

    private VaultEntry RequireOpened()
    {
        IReadOnlyList<VaultEntry> ledger = ReadLedger();
        VaultEntry seal = RequireSeal(ledger);
        return ledger.Any(entry => entry.Event == VaultEvent.Opened)
            ? seal
            : throw new VaultSealedException(
                ExitCode.Refused,
                "training and validation labels only, as long as the vault is sealed",
                $"a request for the {seal.N} test labels of split '{seal.SplitName}' before any run was evaluated",
                seal.Masks == true ? _masksPath : _labelsPath,
                "finish on the validation part, then open the vault once: hone test RUN --reason \"final\" (M12)");
    }

    private VaultLabels RequireLabels(VaultEntry seal)
    {
        if (seal.Masks == true)
        {
            throw new VaultException(ExitCode.Usage, "sealed classes or values", $"{seal.N} sealed masks", _masksPath, "predict masks, and evaluate the run: hone test RUN");
        }

        VaultLabels labels = VaultLabels.Read(_labelsPath);
        RequireHash(seal, labels.Hash, _labelsPath);
        return labels;
    }

    private PackedMasks RequireMasks(VaultEntry seal)
    {
        if (seal.Masks != true)
        {
            throw new VaultException(ExitCode.Usage, "sealed masks", $"{seal.N} sealed labels of one kind or another", _labelsPath, "read them with ReadLabels");
        }

        PackedMasks masks = PackedMasks.Read(_masksPath, "the sealed masks", SealAgain);
        RequireHash(seal, masks.Hash, _masksPath);
        return masks;
    }

    private static void RequireHash(VaultEntry seal, string hash, string path)
    {
        if (hash != seal.LabelsHash)
        {
            throw new VaultException(
                ExitCode.Refused,
                $"the labels that were sealed, hash {FrozenSplit.Short(seal.LabelsHash)}",
                $"other labels, hash {FrozenSplit.Short(hash)}",
                path,
                "seal the labels of the frozen split again");
        }
    }

    private VaultEntry Read(VaultEntry seal) => seal with { Event = VaultEvent.LabelsRead, Time = _clock.GetUtcNow() };

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

    private void AppendSeal(VaultEntry? seal, FrozenSplit split, string hash, int count, bool? masks)
    {
        if (seal is null)
        {
            Append(new VaultEntry
            {
                Event = VaultEvent.Sealed,
                Time = _clock.GetUtcNow(),
                SplitName = split.Name,
                SplitFingerprint = split.Fingerprint,
                LabelsHash = hash,
                N = count,
                Masks = masks,
            });
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
