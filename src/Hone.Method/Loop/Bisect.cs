namespace Hone.Method;

/// <summary>Finds the change that moved a score, by running again (M30): over versions such as commits, or over parameters.</summary>
public static class Bisect
{
    /// <summary>Searches versions in their order for the first one whose score is on the side of the last one.</summary>
    /// <param name="versions">The versions from the good one to the bad one, such as the commits of <c>git rev-list --reverse</c> with the good one before them.</param>
    /// <param name="score">Runs a version, on the subset, and returns its score.</param>
    /// <param name="noise">Differences up to here are luck, such as <see cref="NoiseFloor.SmallestBelievableGain"/>; 0 by default.</param>
    /// <param name="cancellationToken">Ends the search between two runs.</param>
    /// <returns>The version with the change and every run that was made: about log2 of the number of versions, and the two ends.</returns>
    /// <exception cref="OperationCanceledException">It was canceled.</exception>
    public static BisectResult Versions(IReadOnlyList<string> versions, Func<string, double> score, double noise = 0, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(versions);
        ArgumentNullException.ThrowIfNull(score);
        if (versions.Count < 2)
        {
            return BisectResult.NotChecked($"{versions.Count} version: two are needed", []);
        }

        return Search(versions, index => score(versions[index]), noise, cancellationToken);
    }

    /// <summary>
    /// Searches the parameters in which two runs differ: those of the bad run are put into the good one, one after the other in alphabetical order, and the first one that
    /// moves the score to the bad side is found by halving.
    /// </summary>
    /// <remarks>Where two parameters do the damage together, the one that completes the pair is found.</remarks>
    /// <param name="good">The parameters of the good run.</param>
    /// <param name="bad">Those of the bad run.</param>
    /// <param name="score">Runs with parameters, on the subset, and returns the score.</param>
    /// <param name="noise">Differences up to here are luck.</param>
    /// <param name="cancellationToken">Ends the search between two runs.</param>
    /// <exception cref="OperationCanceledException">It was canceled.</exception>
    public static BisectResult Parameters(
        IReadOnlyDictionary<string, string> good, IReadOnlyDictionary<string, string> bad, Func<IReadOnlyDictionary<string, string>, double> score, double noise = 0, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(good);
        ArgumentNullException.ThrowIfNull(bad);
        ArgumentNullException.ThrowIfNull(score);
        string[] changed = [.. ParameterChanges.Of(good, bad)];
        if (changed.Length == 0)
        {
            return BisectResult.NotChecked("the two runs have the same parameters: look at code, data and seeds", []);
        }

        string[] names = ["good", .. changed.Select(name => $"{name}: {good.GetValueOrDefault(name, "(none)")} -> {bad.GetValueOrDefault(name, "(none)")}")];
        return Search(names, index => score(Mixed(good, bad, changed[..index])), noise, cancellationToken);
    }

    /// <summary>The commits from that of a good run to that of a bad one, for <see cref="Versions"/>: the good one first, the bad one last.</summary>
    /// <param name="project">The project, which is in a git repository.</param>
    /// <param name="good">The good run.</param>
    /// <param name="bad">The bad run.</param>
    /// <returns>The commits; a single one when both ran on the same, where <see cref="Parameters"/> is what can be searched.</returns>
    /// <exception cref="NotComparableException">A run has no commit, or the bad one does not come after the good one.</exception>
    public static IReadOnlyList<string> CommitsBetween(Project project, StoredRun good, StoredRun bad)
    {
        ArgumentNullException.ThrowIfNull(project);
        ArgumentNullException.ThrowIfNull(good);
        ArgumentNullException.ThrowIfNull(bad);
        string? first = good.Record?.Git?.Commit;
        string? last = bad.Record?.Git?.Commit;
        if (first is not null && first == last)
        {
            return [first];
        }

        IReadOnlyList<string>? between = first is null || last is null ? null : new Git(project.Directory).Between(first, last);
        return between is { Count: > 0 }
            ? [first!, .. between]
            : throw new NotComparableException(
                ExitCode.NotChecked,
                "two runs with commits, the bad one after the good one",
                $"{first ?? "no commit"} and {last ?? "no commit"}",
                $"runs {good.Id} and {bad.Id}",
                "bisect their parameters, or name the commits yourself");
    }

    private static BisectResult Search(IReadOnlyList<string> names, Func<int, double> score, double noise, CancellationToken cancellationToken)
    {
        var steps = new List<BisectStep>();
        double Run(int index)
        {
            cancellationToken.ThrowIfCancellationRequested();
            double value = score(index);
            steps.Add(new BisectStep(names[index], value));
            return value;
        }

        // 1. The ends must repeat: a difference that luck made cannot be searched for.
        int low = 0;
        int high = names.Count - 1;
        double good = Run(low);
        double bad = Run(high);
        if (!double.IsFinite(good) || !double.IsFinite(bad) || Math.Abs(good - bad) <= noise || good == bad)
        {
            return BisectResult.NotChecked(
                $"the difference did not repeat: {Numbers.Plain(good)} for {names[0]} and {Numbers.Plain(bad)} for {names[^1]}, noise {Numbers.Plain(noise)}", steps);
        }

        // 2. Halve; a score belongs to the end that it is nearer to.
        double middle = (good + bad) / 2;
        while (high - low > 1)
        {
            int half = (low + high) / 2;
            bool isBad = Run(half) > middle == bad > middle;
            (low, high) = isBad ? (low, half) : (half, high);
        }

        return new BisectResult(names[high], names[low], steps, null);
    }

    private static Dictionary<string, string> Mixed(IReadOnlyDictionary<string, string> good, IReadOnlyDictionary<string, string> bad, string[] taken)
    {
        var mixed = new Dictionary<string, string>(good, StringComparer.Ordinal);
        foreach (string name in taken)
        {
            if (bad.TryGetValue(name, out string? value))
            {
                mixed[name] = value;
            }
            else
            {
                mixed.Remove(name);
            }
        }

        return mixed;
    }
}
