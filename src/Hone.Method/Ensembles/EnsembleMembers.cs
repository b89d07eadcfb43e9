namespace Hone.Method;

/// <summary>Models whose predictions may be combined: the same items, truths and outputs, in one order.</summary>
public sealed class EnsembleMembers
{
    private EnsembleMembers(IReadOnlyList<EnsembleMember> members, RunSplit? split, double subset)
    {
        Members = members;
        Split = split;
        Subset = subset;
    }

    /// <summary>The members, with their items in the order of the first.</summary>
    public IReadOnlyList<EnsembleMember> Members { get; }

    /// <summary>The frozen split that all of them used; null where they came without one.</summary>
    public RunSplit? Split { get; }

    /// <summary>The largest share of the training items that a member used.</summary>
    public double Subset { get; }

    /// <summary>How many members there are.</summary>
    public int Count => Members.Count;

    /// <summary>The ids of the items.</summary>
    public IReadOnlyList<string> Ids => Members[0].Predictions.Ids;

    /// <summary>The truth, item by item, <c>[items, targets]</c>.</summary>
    public IReadOnlyList<double> Targets => Members[0].Predictions.Targets;

    /// <summary>How many numbers the truth of an item has.</summary>
    public int TargetCount => Members[0].Predictions.TargetCount;

    /// <summary>How many outputs an item has.</summary>
    public int OutputCount => Members[0].Predictions.OutputCount;

    /// <summary>Puts the items of all members into one order.</summary>
    /// <param name="members">At least two.</param>
    /// <exception cref="EnsembleException">
    /// There are fewer than two, a name occurs twice, or the items, truths or outputs differ: the message has the size of the intersection.
    /// </exception>
    public static EnsembleMembers Of(IReadOnlyList<EnsembleMember> members) => Of(members, null, 1);

    /// <summary>Reads the members of an ensemble from a project.</summary>
    /// <param name="project">The project.</param>
    /// <param name="names">Names of recipes with out-of-fold predictions, or runs as <see cref="RunStore.Find"/> understands them.</param>
    /// <exception cref="EnsembleException">
    /// There are fewer than two, the splits or metrics differ, the items differ, or a recipe is incomplete.
    /// </exception>
    /// <exception cref="RunException">A run does not exist or has no validation predictions.</exception>
    public static EnsembleMembers Load(Project project, IReadOnlyList<string> names)
    {
        ArgumentNullException.ThrowIfNull(project);
        ArgumentNullException.ThrowIfNull(names);
        if (ProjectMetric.IsOfMasks(project))
        {
            throw new EnsembleException(
                ExitCode.NotChecked,
                "stored probabilities, which can be averaged",
                $"runs of masks, which store the class of each pixel and the {project.Charter.Metric} of each image",
                "hone ensemble",
                "choose the best run by hone compare; hone predict --folds lets the models of all folds vote");
        }

        OutOfFoldStore store = OutOfFoldStore.Of(project);
        var members = new List<EnsembleMember>();
        var fingerprints = new List<string>();
        RunSplit? split = null;
        double subset = 0;
        foreach (string name in names)
        {
            if (store.Recipes.Contains(name))
            {
                OutOfFoldSet set = store.Open(name);
                members.Add(set.ToMember());
                fingerprints.Add(set.SplitFingerprint);
                subset = 1;
                continue;
            }

            StoredRun run = project.Runs.Find(name);
            RequireMetric(run, project.Charter.Metric);
            string test = UnlabelledPredictions.PathOf(run);
            members.Add(new EnsembleMember
            {
                Name = run.Id,
                Predictions = run.ReadValidPredictions(),
                RunIds = [run.Id],
                Test = File.Exists(test) ? UnlabelledPredictions.Read(test) : null,
            });
            fingerprints.Add(run.Record?.Split?.Fingerprint ?? "none");
            split ??= run.Record?.Split;
            subset = Math.Max(subset, run.Record?.Subset ?? 1);
        }

        RequireOneSplit(members, fingerprints);
        split ??= SplitOf(project, fingerprints.FirstOrDefault());
        return Of(members, split, subset == 0 ? 1 : subset);
    }

    // Out-of-fold predictions know the fingerprint of their split alone.
    private static RunSplit? SplitOf(Project project, string? fingerprint) => project.Splits.Names
        .Select(project.Splits.Open)
        .Where(split => split.Fingerprint == fingerprint)
        .Select(split => new RunSplit(split.Name, split.Fingerprint))
        .FirstOrDefault();

    private static EnsembleMembers Of(IReadOnlyList<EnsembleMember> members, RunSplit? split, double subset)
    {
        ArgumentNullException.ThrowIfNull(members);
        string[] names = [.. members.Select(member => member.Name)];
        if (members.Count < 2 || names.Distinct(StringComparer.Ordinal).Count() != names.Length)
        {
            throw new EnsembleException(
                ExitCode.Usage, "at least two different members", $"{members.Count}: {string.Join(", ", names)}", "the members of an ensemble", "name two or more runs or recipes, each once");
        }

        EnsembleMember[] aligned = [members[0], .. members.Skip(1).Select(member => Align(members[0], member))];
        return new EnsembleMembers(aligned, split, subset);
    }

    private static EnsembleMember Align(EnsembleMember first, EnsembleMember member)
    {
        RunPredictions a = first.Predictions;
        RunPredictions b = member.Predictions;
        var positions = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int item = 0; item < b.Ids.Count; item++)
        {
            positions[b.Ids[item]] = item;
        }

        int[] order = [.. a.Ids.Select(id => positions.GetValueOrDefault(id, -1))];
        int shared = order.Where(position => position >= 0).Distinct().Count();
        int different = order.Where((position, item) => position >= 0 && !a.HasTargetsOf(b, item, position)).Count();
        if (shared != a.Ids.Count || shared != b.Ids.Count || different > 0 || a.OutputCount != b.OutputCount)
        {
            throw new EnsembleException(
                ExitCode.Refused,
                $"the same items, truths and outputs as {first.Name}: {a.Ids.Count} items with {a.OutputCount} outputs",
                $"{b.Ids.Count} items with {b.OutputCount} outputs, {shared} in common ({Numbers.Percent((double)shared / Math.Max(a.Ids.Count, b.Ids.Count))}), {different} with other truths",
                member.Name,
                "predict the same items with both; predictions of other items say nothing about common errors");
        }

        float[] outputs = new float[a.Outputs.Length];
        for (int item = 0; item < order.Length; item++)
        {
            b.OutputsOf(order[item]).CopyTo(outputs.AsSpan(item * a.OutputCount));
        }

        return member with
        {
            Predictions = new RunPredictions(a.Ids, a.Targets, outputs),
            Folds = member.Folds is null ? null : [.. order.Select(position => member.Folds[position])],
        };
    }

    private static void RequireMetric(StoredRun run, string metric)
    {
        string[] scored = [.. (run.Record?.Summary.Keys ?? []).Where(key => key.StartsWith("valid/", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
        if (scored.Length > 0 && !scored.Contains("valid/" + metric))
        {
            throw new EnsembleException(
                ExitCode.Refused, $"runs that were scored by {metric}, the metric of the project", $"a run with {string.Join(", ", scored)}", $"run {run.Id}", $"score it by {metric}, or leave it out");
        }
    }

    private static void RequireOneSplit(List<EnsembleMember> members, List<string> fingerprints)
    {
        for (int member = 1; member < members.Count; member++)
        {
            if (fingerprints[member] != fingerprints[0])
            {
                throw new EnsembleException(
                    ExitCode.Refused,
                    $"members on one frozen split ({FrozenSplit.Short(fingerprints[0])}, as {members[0].Name})",
                    $"split {FrozenSplit.Short(fingerprints[member])}",
                    members[member].Name,
                    "train it again on the split of the others: an item of its training part may be a validation item here");
            }
        }
    }
}
